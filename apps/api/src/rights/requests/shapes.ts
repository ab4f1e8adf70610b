import { rightsChannels, rightsKinds, rightsStepKinds } from '@heather/core';
import { z } from 'zod';

export const rightsKindSchema = z.enum(rightsKinds);
/** How it came when it did not come through the portal. */
export const channelSchema = z.enum(rightsChannels);
export const stepKindSchema = z.enum(rightsStepKinds);
export const groundSchema = z.enum([
  'unfounded',
  'excessive',
  'identity-not-shown',
  'law-keeps-it',
  'not-wrong',
  'complex',
  'several-requests',
]);
export type RightsGround = z.infer<typeof groundSchema>;
/** A page at most: a letter, not a record. */
export const rightsWordsSchema = z.string().trim().min(1).max(4_000);

/** The clock as pages show it: the days, and nothing that has to be counted again. */
export const clockSchema = z.strictObject({
  state: z.enum(['running', 'waiting', 'closed']),
  waitsFor: z.strictObject({ what: z.enum(['identity', 'clarification']), sinceOn: z.string() }).nullable(),
  startsOn: z.string().nullable(),
  stoppedDays: z.number(),
  isExtended: z.boolean(),
  extendByOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  daysLeft: z.number().nullable(),
  closedBy: z.enum(['answered', 'refused', 'withdrawn']).nullable(),
  isLate: z.boolean(),
});
