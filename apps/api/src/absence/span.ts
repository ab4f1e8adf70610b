import { fail } from '@heather/core';
import { dateLabel, timeLabel } from '@heather/scheduling';
import { instantOf, localOn } from '../measures/instants.ts';

/** A year and a day: longer is somebody who leaves. */
const longestDays = 366;
/** Times are offered again for absences so short; after a longer one the standing time is what people come back to. */
export const offersUpToDays = 14;

export type AwaySpan = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; days: number };

/**
 * Whole local days, first and last included; one that begins today begins now: what has begun is not touched.
 * @throws scheduling/in-the-past, scheduling/too-far-ahead, bad-input for an end before the beginning
 */
export function spanOf(input: { fromOn: string; untilOn: string }, zone: string, now: Temporal.Instant): AwaySpan {
  const today = localOn(now, zone);
  const [from, until] = [Temporal.PlainDate.from(input.fromOn), Temporal.PlainDate.from(input.untilOn)];
  const days = from.until(until).days + 1;
  if (days < 1) return fail('bad-input', { fields: ['untilOn'] });
  if (input.fromOn < today) return fail('scheduling/in-the-past', { fields: ['fromOn'] });
  if (days > longestDays || today < from.subtract({ days: longestDays }).toString())
    return fail('scheduling/too-far-ahead', { fields: ['untilOn'] });
  return {
    startsAt: input.fromOn === today ? now : midnight(input.fromOn, zone),
    endsAt: midnight(until.add({ days: 1 }).toString(), zone),
    days,
  };
}

export const midnight = (on: string, zone: string): Temporal.Instant =>
  Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone }).toInstant();

/** 'Monday 23 November', 'Monday 23 November, from 09:12', 'Monday 23 November to Friday 4 December'. */
export function spanWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string): string {
  const last = instantOf(endsAt).subtract({ milliseconds: 1 });
  const first = instantOf(startsAt);
  const [fromOn, untilOn] = [localOn(first, zone), localOn(last, zone)];
  if (fromOn !== untilOn) return `${dateLabel(fromOn)} to ${dateLabel(untilOn)}`;
  return timeLabel(first, zone) === '00:00'
    ? dateLabel(fromOn)
    : `${dateLabel(fromOn)}, from ${timeLabel(first, zone)}`;
}

/** The last whole day of it, in words. */
export const lastDayWords = (endsAt: Date, zone: string): string =>
  dateLabel(localOn(instantOf(endsAt).subtract({ milliseconds: 1 }), zone));
