/** The sessions and the last day that an insurer or employer has authorised. */
export type Limit = {
  sessionLimit: number | null;
  /** Sessions of it that are used: those charged to it and those from before. */
  used: number;
  /** YYYY-MM-DD, the last day that counts. */
  authorisedUntilOn: string | null;
};

/** So many sessions before the end it is said; a fortnightly client hears of it a month ahead. */
export const nearSessions = 2;
/** So many days before an authorisation ends it is said: an insurer's answer takes a week or two. */
export const nearDays = 21;

export type LimitState = 'none' | 'far' | 'near' | 'expiring' | 'reached' | 'expired';

/** How many sessions are left; null where none are counted. */
export const sessionsLeft = ({ sessionLimit, used }: Limit): number | null =>
  sessionLimit === null ? null : Math.max(0, sessionLimit - used);

/** Is one more session, on that day, within what was authorised? */
export function isWithin(limit: Limit, on: string): boolean {
  return sessionsLeft(limit) !== 0 && (limit.authorisedUntilOn === null || on <= limit.authorisedUntilOn);
}

/** Where a limit stands today; the nearer trouble first. */
export function limitState(limit: Limit, todayOn: string): LimitState {
  const left = sessionsLeft(limit);
  if (left === 0) return 'reached';
  const until = limit.authorisedUntilOn;
  if (until !== null && until < todayOn) return 'expired';
  if (left !== null && left <= nearSessions) return 'near';
  if (until !== null && daysBetween(todayOn, until) <= nearDays) return 'expiring';
  return left === null && until === null ? 'none' : 'far';
}

const daysBetween = (from: string, to: string) =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
