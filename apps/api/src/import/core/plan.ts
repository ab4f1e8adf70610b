import { idSchema } from '@heather/core';
import { isMeasureKey, type MeasureKey } from '@heather/outcomes';
import { z } from 'zod';
import { type Columns, type Field, fieldsOf, guessColumns, type ImportKind, importKinds } from './fields.ts';
import { mostColumns } from './parse.ts';
import { clientStates, type WordField, wordFields } from './words.ts';

const every = new Set(importKinds.flatMap((kind) => fieldsOf(kind).map(({ field }) => field)));
const word = z.string().max(200);

/** How a file is to be read. Kept sealed: words and lines of the file stand in it. */
export const planSchema = z.strictObject({
  columns: z
    .record(
      z.string().max(20),
      z
        .int()
        .min(0)
        .max(mostColumns - 1),
    )
    .refine((columns) => Object.keys(columns).every((field) => every.has(field as Field)), 'is no field')
    .refine(
      (columns) => new Set(Object.values(columns)).size === Object.values(columns).length,
      'one column is two things',
    )
    .transform((columns) => columns as Columns),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).nullable(),
  /** What each word of a column means: by field, by the word as it is compared. */
  words: z.partialRecord(
    z.enum(wordFields),
    z.record(word, word).refine((words) => Object.keys(words).length <= 200),
  ),
  /** Of the sessions whose line does not say. */
  minutes: z.int().min(5).max(480).nullable(),
  /** Of everybody whose line does not say. */
  state: z.enum(clientStates).nullable(),
  /** Of a file that is of one measure. */
  measure: z
    .string()
    .max(40)
    .refine(isMeasureKey, 'is no measure')
    .transform((key) => key as MeasureKey)
    .nullable(),
  /** Whether these addresses and numbers were used before and are safe. */
  contactIsSafe: z.boolean().nullable(),
  /** Somebody looked at the letters of a file that does not say how they are kept. */
  lettersAreRight: z.boolean(),
  /** By line: the same person as somebody here, the same as an earlier line, or another person. */
  doubles: z.record(
    z.string().regex(/^\d{1,7}$/),
    z.union([z.literal('another'), z.literal('same-as-line'), z.strictObject({ sameAs: idSchema('client') })]),
  ),
});
export type Plan = z.output<typeof planSchema>;

export function firstPlan(kind: ImportKind, header: readonly string[]): Plan {
  return {
    columns: guessColumns(kind, header),
    dateOrder: null,
    words: {},
    minutes: null,
    state: null,
    measure: null,
    contactIsSafe: null,
    lettersAreRight: false,
    doubles: {},
  };
}

export const wordsOf = (plan: Plan, field: WordField): Record<string, string> => plan.words[field] ?? {};
