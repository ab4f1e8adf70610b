import { authMethods, drawingSchema, witnessSchema } from '@heather/consent';
import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ offset: true });

const part = z.object({ clauseId: z.string(), kind: z.string(), heading: z.string(), text: z.string() });

/** What a signature looks like on paper. Times are instants; `zone` says how they read to the signer. */
export const printedSignatureSchema = z.strictObject({
  role: z.enum(['client', 'therapist']),
  nameTyped: z.string().max(500),
  method: z.enum(['typed', 'drawn', 'paper', 'spoken']),
  signedAt: instant,
  zone: z.string(),
  intent: z.string(),
  button: z.string(),
  eSign: z.string(),
  statementVersion: z.string(),
  authMethods: z.array(z.enum(authMethods)).min(1),
  verifiedAt: instant,
  channelMasked: z.string().optional(),
  payloadSha256: hash,
  witnesses: z.array(witnessSchema).default([]),
  /** The name as it was drawn: strokes of a pen. */
  drawing: drawingSchema.optional(),
  scanSha256: hash.optional(),
});

/** All that an agreement's PDF is made of. Nothing else reaches the file: no clock, no chance, no machine. */
export const agreementPdfSchema = z.strictObject({
  /** Neutral, as it shows in a window's title bar. */
  title: z.string().max(60).default('Agreement'),
  practiceName: z.string().max(500),
  parties: z.object({ client: z.string().max(500), therapist: z.string().max(500) }),
  wording: z.strictObject({ title: z.string(), number: z.int(), nation: z.string() }),
  topics: z.array(
    z.object({
      clauseId: z.string(),
      kind: z.string(),
      heading: z.string(),
      summary: z.string(),
      text: z.string().max(50_000),
      parts: z.array(part),
      isSigned: z.boolean(),
    }),
  ),
  choices: z.array(z.strictObject({ clauseId: z.string(), question: z.string(), answer: z.enum(['yes', 'no']) })),
  notice: z.strictObject({ title: z.string(), number: z.int(), acknowledgedAt: instant.nullable() }),
  signatures: z.array(printedSignatureSchema).max(6),
  /** Clauses in other words than the template's, for this agreement alone. */
  changes: z
    .array(
      z.strictObject({
        clauseId: z.string(),
        heading: z.string(),
        before: z.string().max(50_000),
        after: z.string().max(50_000),
        wordsSha256: hash,
        agreedAt: instant,
      }),
    )
    .default([]),
  receiptNumber: z.string().max(60),
  packId: z.string().max(60),
  hashes: z.strictObject({ agreement: hash, frame: hash, shown: hash, notice: hash, consents: hash }),
  /** The date in the file; the last signature's, so that making it again makes the same bytes. */
  madeAt: instant,
});
export type AgreementPdfInput = z.input<typeof agreementPdfSchema>;
export type PrintedSignature = z.input<typeof printedSignatureSchema>;
