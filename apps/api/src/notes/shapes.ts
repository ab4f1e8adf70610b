import { idSchema } from '@heather/core';
import { z } from 'zod';

/** Some twelve pages; a longer one is not a note of a session. */
const longest = 40_000;
export const noteWordsSchema = z.string().max(longest);

/** A note is named by whose record it stands in and which session it is of. */
export const noteOf = { sessionId: idSchema('session'), clientId: idSchema('client') };

export const uuidSchema = z.uuid().toLowerCase();
/** Which page sends this, and how many times it has: see note-record.ts. */
export const tabFields = { tabId: uuidSchema, seq: z.int().min(1).max(1_000_000) };

export const noteStateSchema = z.enum(['none', 'draft', 'not-kept', 'signed']);

export const entrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['signed', 'addendum']),
  words: z.string(),
  author: z.string(),
  /** "Monday 23 November, 17:10" */
  when: z.string(),
});

export const noteSchema = z.strictObject({
  state: noteStateSchema,
  /** The draft's; empty once it is signed. */
  words: z.string(),
  version: z.number(),
  /** Null for one that is not begun yet. */
  noteId: z.string().nullable(),
  author: z.string().nullable(),
  isOwn: z.boolean(),
  savedAt: z.string().nullable(),
  /** Days between the session and the signature, when they are more than is usual. */
  daysLate: z.number().nullable(),
  entries: z.array(entrySchema),
  /** Of the caller alone: words from a page that had not seen the newest ones. */
  apart: z.array(z.strictObject({ id: z.string(), words: z.string(), when: z.string() })),
  /** What the client may read now: so many entries, since when. */
  share: z.strictObject({ entries: z.number(), when: z.string() }).nullable(),
});
export type ShownNote = z.infer<typeof noteSchema>;

export const templateSchema = z.strictObject({ id: z.string(), name: z.string(), headings: z.array(z.string()) });
