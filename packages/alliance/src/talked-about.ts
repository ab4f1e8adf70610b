/** What a conversation can have met: a measure's result or an alliance signal. */
export type TalkedSubject = 'administration' | 'alliance-signal';

/** "We talked about it", by the therapist, on the day of the talk. Recorded once; it cannot be taken back, only said. */
export type TalkedAbout = { subjectType: TalkedSubject; subjectId: string; talkedOn: string };

/**
 * What still waits for a conversation, oldest first. Silence is no conversation: a subject stays until somebody says that they
 * talked, also when the next result is better.
 */
export function notYetTalkedAbout<T extends { id: string; on: string }>(
  subjectType: TalkedSubject,
  subjects: readonly T[],
  talked: readonly TalkedAbout[],
): T[] {
  const met = new Set(talked.filter((talk) => talk.subjectType === subjectType).map(({ subjectId }) => subjectId));
  return subjects.filter(({ id }) => !met.has(id)).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/** May this talk be recorded? Not before the thing talked about, and not on a day to come. Dates are YYYY-MM-DD. */
export function mayHaveTalkedOn(talkedOn: string, subjectOn: string, todayOn: string): boolean {
  return talkedOn >= subjectOn && talkedOn <= todayOn;
}
