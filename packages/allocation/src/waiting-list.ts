import { localDateOn, type Moment } from '@heather/scheduling';

export type Waiting = { id: string; sinceAt: Moment };
export type WaitingRow<T> = T & { waitingDays: number; isPastLimit: boolean };

/** Whole local days from the day somebody came on the list to today, by the practice's calendar; never negative. */
export function waitingDays(sinceAt: Moment, now: Moment, zone: string): number {
  const since = Temporal.PlainDate.from(localDateOn(sinceAt, zone));
  return Math.max(0, since.until(Temporal.PlainDate.from(localDateOn(now, zone)), { largestUnit: 'day' }).days);
}

/** More days than the practice's limit: on the limit's own day there is still time to act. */
export function pastLimit(days: number, waitLimitDays: number): boolean {
  return days > waitLimitDays;
}

/** Longest wait first, then id; each row with its days and whether they are past the practice's limit. */
export function orderWaitingList<T extends Waiting>(
  entries: readonly T[],
  options: { now: Moment; zone: string; waitLimitDays: number },
): WaitingRow<T>[] {
  return [...entries].sort(byWait).map((entry) => {
    const days = waitingDays(entry.sinceAt, options.now, options.zone);
    return { ...entry, waitingDays: days, isPastLimit: pastLimit(days, options.waitLimitDays) };
  });
}

export function byWait(a: Waiting, b: Waiting): number {
  return a.sinceAt.epochMilliseconds - b.sinceAt.epochMilliseconds || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
