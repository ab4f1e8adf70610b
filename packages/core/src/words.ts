import { z } from 'zod';

/**
 * Free text as people may type it: NFC, no NUL, no lone surrogates, no bidirectional overrides (they can make a
 * sentence read as another one), trimmed, at most `max` characters. Line breaks stay.
 */
export function textSchema(max: number, min = 0) {
  return z
    .string()
    .max(max * 4)
    .transform((text) => text.normalize('NFC'))
    .refine((text) => !/\u0000/u.test(text), 'has a character that cannot be kept')
    .refine((text) => text.isWellFormed(), 'has half a character')
    .refine((text) => !/[\u202A-\u202E\u2066-\u2069]/u.test(text), 'has a hidden direction mark')
    .transform((text) => text.trim())
    .refine((text) => [...text].length <= max, `is longer than ${max} characters`)
    .refine((text) => [...text].length >= min, 'is missing');
}

/** One line of text: as textSchema, and without line breaks or control characters. */
export function lineSchema(max: number, min = 0) {
  return textSchema(max, min).refine((text) => !/[\u0000-\u001F\u007F]/u.test(text), 'has a line break');
}
