import type { WeekHours } from '../factories/staff.ts';
import type { Ground } from '../ground.ts';

/** How long each of today's five meetings lasts. */
const minutes = [75, 50, 50, 50, 50] as const;

/**
 * When the demonstration therapist's five sessions of today begin, HH:MM: two are over, the third begins in some ten minutes,
 * two are later. The day hangs from the hour at which the demonstration is made, between half past nine and seven in the
 * evening; made in the night, the day is all ahead or all done.
 */
export function todayTimes(ground: Ground): string[] {
  const local = ground.now.toZonedDateTimeISO(ground.zone);
  const soon = Math.ceil((local.hour * 60 + local.minute + 7) / 10) * 10;
  const next = Math.min(Math.max(soon, 9 * 60 + 30), 19 * 60);
  const later = next <= 16 * 60 ? [120, 190] : [60, 130];
  return [next - 150, next - 70, next, ...later.map((minute) => next + minute)].map(timeOf);
}

/** The therapist's week with today made long enough for the five. */
export function todayHours(ground: Ground, usual: readonly WeekHours[]): WeekHours[] {
  const times = todayTimes(ground);
  const weekday = ground.today.dayOfWeek;
  const last = Temporal.PlainTime.from(times[4] as string).add({ minutes: minutes[4] });
  const until = last.toString({ smallestUnit: 'minute' });
  const from = times[0] as string;
  const own = usual.find((hours) => hours.weekday === weekday);
  const long = {
    weekday,
    from: own && own.from < from ? own.from : from,
    until: own && own.until > until ? own.until : until,
  };
  return [...usual.filter((hours) => hours.weekday !== weekday), long].sort((a, b) => a.weekday - b.weekday);
}

const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
