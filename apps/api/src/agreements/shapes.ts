import { z } from 'zod';

const part = z.object({ clauseId: z.string(), kind: z.string(), heading: z.string(), text: z.string() });

export const topicSchema = z.object({
  clauseId: z.string(),
  kind: z.string(),
  heading: z.string(),
  summary: z.string(),
  text: z.string(),
  parts: z.array(part),
  isSigned: z.boolean(),
});

export const questionSchema = z.object({
  clauseId: z.string(),
  heading: z.string(),
  question: z.string(),
  text: z.string(),
  yesLabel: z.string(),
  noLabel: z.string(),
  afterWithdrawal: z.string(),
});

export const packStateSchema = z.enum(['sent', 'talking', 'signed', 'declined', 'expired', 'cancelled', 'superseded']);

export const wordingSchema = z.strictObject({
  title: z.string(),
  number: z.number(),
  publishedAt: z.string().nullable(),
});
export const hashesSchema = z.strictObject({ agreement: z.string(), notice: z.string(), consents: z.string() });
export const choiceSchema = z.enum(['yes', 'no']);
export const doneSchema = z.strictObject({ done: z.literal(true) });
