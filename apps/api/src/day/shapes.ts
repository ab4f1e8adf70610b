import { z } from 'zod';

const run = z.strictObject({ style: z.enum(['strong', 'quiet', 'quote']), text: z.string() });
export const dayLineSchema = z.strictObject({
  kind: z.enum(['alert', 'repair', 'talk', 'unsigned', 'result', 'wish', 'agreement', 'goal', 'feedback', 'more']),
  runs: z.array(run),
});

const threadSchema = z.strictObject({
  marks: z.array(z.enum(['post', 'knot', 'ring', 'open-dot'])),
  /** One sentence that says the whole of it, also where the picture begins later. */
  text: z.string(),
});

export const dayCardSchema = z.strictObject({
  sessionId: z.string(),
  /** Whose page the name leads to; null where the caller has only the diary's part. */
  clientId: z.string().nullable(),
  name: z.string(),
  firstNames: z.string(),
  /** For a session that the caller covers: whose it is. */
  coveringFor: z.string().nullable(),
  time: z.string(),
  endTime: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  phase: z.enum(['done', 'off', 'now', 'next', 'later']),
  /** "Session 11 of 16" */
  numbered: z.string(),
  /** "50 min, £55, Room 2" */
  terms: z.string(),
  /** Where the agreement stands, and what was taken back of late: one line. */
  standing: z.string().nullable(),
  thread: threadSchema.nullable(),
  /** The card, at most 120 words, most urgent first; empty for one that is over. */
  lines: z.array(dayLineSchema),
  /** For one that is over: what became of it, what is still open, what follows. */
  after: z.array(run),
  joinLink: z.string().nullable(),
  /** For one that is over and reached: the first note of it that is not signed. */
  note: z.strictObject({ href: z.string(), isBegun: z.boolean() }).nullable(),
});
export type DayCard = z.infer<typeof dayCardSchema>;

export const sideRowSchema = z.strictObject({ key: z.string(), href: z.string(), what: z.string(), when: z.string() });

export const daySchema = z.strictObject({
  on: z.string(),
  /** "Tuesday 24 November" */
  label: z.string(),
  timeZone: z.string(),
  nowTime: z.string(),
  sessions: z.array(dayCardSchema),
  /** The next day with a session, in words, when today has none. */
  nextDay: z.string().nullable(),
  waiting: z.array(sideRowSchema),
  comingUp: z.array(sideRowSchema),
});
