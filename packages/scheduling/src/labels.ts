import { type Moment, toInstant } from './moment.ts';
import type { SeriesRule } from './schemas.ts';

/** English words of our own: a runtime's differ by version ("at", commas), and a mail should read the same everywhere. */
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 1 → 'Monday' … 7 → 'Sunday'. */
export function weekdayName(weekday: number): string {
  return weekdays[weekday - 1] ?? '';
}

/** 'Tuesday 1 December, 17:30' on the wall of `zone`; with `withYear` 'Tuesday 1 December 2026, 17:30'. */
export function localLabel(at: Moment, zone: string, options: { withYear?: boolean } = {}): string {
  const local = onWall(at, zone);
  return `${words(local, options.withYear ?? false)}, ${clock(local)}`;
}

/** 'Tuesday 1 December, 17:30 to 18:20'. The end's day is named when it is another. */
export function localRangeLabel(startsAt: Moment, endsAt: Moment, zone: string): string {
  const end = onWall(endsAt, zone);
  const isSameDay = onWall(startsAt, zone).toPlainDate().equals(end.toPlainDate());
  return `${localLabel(startsAt, zone)} to ${isSameDay ? clock(end) : localLabel(endsAt, zone)}`;
}

/** '17:30' on the wall of `zone`. */
export function timeLabel(at: Moment, zone: string): string {
  return clock(onWall(at, zone));
}

/** 'YYYY-MM-DD' → 'Tuesday 1 December'; with `withYear` 'Tuesday 1 December 2026'. @throws RangeError on no date */
export function dateLabel(on: string, options: { withYear?: boolean } = {}): string {
  return words(Temporal.PlainDate.from(on), options.withYear ?? false);
}

/** The local date of a moment, 'YYYY-MM-DD'. */
export function localDateOn(at: Moment, zone: string): string {
  return onWall(at, zone).toPlainDate().toString();
}

/** 'Tuesdays, 17:30', or 'every 2 weeks on Tuesday, 17:30'. */
export function placeLabel(place: { weekday: number; time: string; everyWeeks: number }): string {
  const day = weekdayName(place.weekday);
  return place.everyWeeks === 1 ? `${day}s, ${place.time}` : `every ${place.everyWeeks} weeks on ${day}, ${place.time}`;
}

/** The standing time of a rule in the same words: 'Tuesdays, 17:30', 'Mondays and Thursdays, 09:00'. Takes a valid rule. */
export function seriesLabel(rule: Pick<SeriesRule, 'start' | 'everyWeeks' | 'weekdays'>): string {
  const days = [...new Set(rule.weekdays ?? [Temporal.PlainDate.from(rule.start.slice(0, 10)).dayOfWeek])]
    .sort((a, b) => a - b)
    .map((day) => weekdayName(day) + (rule.everyWeeks === 1 ? 's' : ''));
  const list = days.length > 1 ? `${days.slice(0, -1).join(', ')} and ${days.at(-1)}` : (days[0] as string);
  return `${rule.everyWeeks === 1 ? list : `every ${rule.everyWeeks} weeks on ${list}`}, ${rule.start.slice(11)}`;
}

const onWall = (at: Moment, zone: string) => toInstant(at.epochMilliseconds).toZonedDateTimeISO(zone);

function words(date: { dayOfWeek: number; day: number; month: number; year: number }, withYear: boolean): string {
  const day = `${weekdayName(date.dayOfWeek)} ${date.day} ${months[date.month - 1]}`;
  return withYear ? `${day} ${date.year}` : day;
}

function clock(at: { hour: number; minute: number }): string {
  return `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
}
