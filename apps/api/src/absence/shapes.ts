import { dateOnSchema, idSchema } from '@heather/core';
import { longestAwayWords } from '@heather/scheduling';
import { z } from 'zod';

export const awayKinds = ['unwell', 'leave', 'family', 'other'] as const;

export const planInput = z.strictObject({
  staffId: idSchema('staff'),
  /** Local days, first and last included. */
  fromOn: dateOnSchema,
  untilOn: dateOnSchema,
});

export const confirmInput = planInput.extend({
  kind: z.enum(awayKinds),
  /** What the preview answered: the sessions that were read. */
  seen: z.string().length(32),
  /** Hold other times for whoever loses one. For short absences. */
  offer: z.boolean(),
  /** Only those that somebody wrote otherwise than shown. */
  messages: z
    .array(z.strictObject({ clientId: idSchema('client'), says: z.string().trim().min(1).max(longestAwayWords) }))
    .max(500),
  /** A colleague who stands in for all of it; null: nobody is named yet. */
  coverId: idSchema('staff').nullable(),
});

export const routeSchema = z.enum(['mail', 'telephone', 'text', 'none']);
