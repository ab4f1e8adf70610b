import { type Decision, decided, lineSchema, refused } from '@heather/core';

export const wishMaxLength = 140;

/** "Today I'd like …": one line, at most 140 characters; an empty one takes it back. */
export const sessionWishSchema = lineSchema(wishMaxLength);

/** A wish can be written, changed or taken back until its session begins. The words are stored as they are, never screened. */
export function decideWish(
  words: string,
  session: { startsAt: Temporal.Instant; takesPlace: boolean },
  now: Temporal.Instant,
): Decision<string | null> {
  if (!session.takesPlace) return refused('scheduling/wrong-state');
  if (Temporal.Instant.compare(now, session.startsAt) >= 0) return refused('wish/session-begun');
  return decided(words === '' ? null : words);
}
