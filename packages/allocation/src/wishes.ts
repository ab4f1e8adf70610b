import { localTimeSchema, penceSchema } from '@heather/core';
import { placeKindSchema, weekdaySchema } from '@heather/scheduling';
import { z } from 'zod';

const wordSchema = z.string().trim().min(1).max(60);

/** One stretch of a weekday in which the whole session should lie; '24:00' is the end of the day. */
export const wishedTimeSchema = z
  .strictObject({
    weekday: weekdaySchema,
    startsLocal: localTimeSchema,
    endsLocal: z.union([localTimeSchema, z.literal('24:00')]),
  })
  .refine((time) => time.startsLocal < time.endsLocal, { path: ['endsLocal'], message: 'is not after the start' });

export const partsOfDay = {
  morning: { startsLocal: '08:00', endsLocal: '12:00' },
  afternoon: { startsLocal: '12:00', endsLocal: '17:00' },
  evening: { startsLocal: '17:00', endsLocal: '21:00' },
} as const;

/** What a person asked for. All optional; practical and coded, nothing about why they come. Lists mean "one of these". */
export const wishesSchema = z.strictObject({
  times: z.array(wishedTimeSchema).max(42).optional(),
  places: z.array(placeKindSchema).max(3).optional(),
  stepFree: z.boolean().optional(),
  feeCeilingPence: penceSchema.optional(),
  therapistGender: wordSchema.optional(),
  languages: z.array(wordSchema).max(10).optional(),
  modalities: z.array(wordSchema).max(10).optional(),
  styleWords: z.array(wordSchema).max(10).optional(),
});
export type Wishes = z.infer<typeof wishesSchema>;

export const wishKinds = [
  'times',
  'place',
  'step-free',
  'fee',
  'therapist-gender',
  'language',
  'modality',
  'style',
] as const;
export type WishKind = (typeof wishKinds)[number];

export type Answer = 'fits' | 'does-not' | 'unknown';

/** `reason` is a sentence for the manager, from what both have said; never why somebody declined. */
export type WishAnswer = { wish: WishKind; answer: Answer; reason: string };
