import type { Tier } from './definition.ts';
import { afterWorkingMinutes, stretchesFrom, type WorkingHours } from './working-hours.ts';

/** Working minutes within which an answer of tier `today` is read, and which each further person on the ladder has. */
export const readingMinutes = 60;

/** Working days after which an answer is read although no session has come. */
export const readingDays = 2;

/**
 * The true time by which a person will have read the answer, to be said to the client as it is. `today`: an hour of the
 * practice's working time, on to the next half hour but never past closing; on a Saturday that is Monday, and is said so.
 * `before-next-session`: the next session, or the close of the second working day after, whichever comes first.
 * Null where the practice has no working hours in the next two months: then the measure is for the session only.
 */
export function promiseFor(
  tier: Tier,
  raisedAt: Temporal.Instant,
  hours: WorkingHours,
  zone: string,
  nextSessionAt: Temporal.Instant | null = null,
): Temporal.Instant | null {
  if (tier === 'today') return withinTheHour(raisedAt, hours, zone);
  const latest = closeOfWorkingDay(raisedAt, readingDays, hours, zone);
  if (!latest || !nextSessionAt) return latest;
  const isAhead = Temporal.Instant.compare(nextSessionAt, raisedAt) > 0;
  return isAhead && Temporal.Instant.compare(nextSessionAt, latest) < 0 ? nextSessionAt : latest;
}

function withinTheHour(raisedAt: Temporal.Instant, hours: WorkingHours, zone: string): Temporal.Instant | null {
  const due = afterWorkingMinutes(raisedAt, readingMinutes, hours, zone);
  if (!due) return null;
  const rounded = due.at.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' });
  const isOpen = Temporal.ZonedDateTime.compare(rounded, due.stretchEnd) <= 0;
  return (isOpen ? rounded : due.stretchEnd).toInstant();
}

/** The close of the nth working day after the day of `from`. */
function closeOfWorkingDay(
  from: Temporal.Instant,
  nth: number,
  hours: WorkingHours,
  zone: string,
): Temporal.Instant | null {
  const raisedOn = from.toZonedDateTimeISO(zone).toPlainDate();
  let seen = 0;
  let dayOn = raisedOn;
  let close: Temporal.Instant | null = null;
  for (const { start, end } of stretchesFrom(from, hours, zone)) {
    const on = start.toPlainDate();
    if (on.equals(raisedOn)) continue;
    if (!on.equals(dayOn)) {
      if (seen === nth) return close;
      seen += 1;
      dayOn = on;
    }
    close = end.toInstant();
  }
  return close;
}
