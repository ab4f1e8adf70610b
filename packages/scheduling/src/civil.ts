/**
 * Days as integers (0 = 1 January 1970), so that sweeps run on numbers: a search asks hundreds of thousands of times
 * and a calendar object costs microseconds. Tested day by day against Temporal.PlainDate over all dates we accept.
 */
const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const leapsThrough = (year: number): number => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
const newYear = (year: number): number => 365 * (year - 1970) + leapsThrough(year - 1) - leapsThrough(1969);

/** Days of `year` before 1-based `month`. */
const daysBefore = (year: number, month: number): number =>
  (monthStarts[month - 1] as number) + (month > 2 && isLeap(year) ? 1 : 0);

/** 'YYYY-MM-DD' → day number. Takes a real date: check with core's dateOnSchema first. */
export function dayNumber(on: string): number {
  const year = Number(on.slice(0, 4));
  return newYear(year) + daysBefore(year, Number(on.slice(5, 7))) + Number(on.slice(8, 10)) - 1;
}

/** Day number → 'YYYY-MM-DD'. */
export function dateOn(day: number): string {
  let year = 1970 + Math.floor(day / 365.2425);
  if (newYear(year + 1) <= day) year++;
  else if (newYear(year) > day) year--;
  const rest = day - newYear(year);
  let month = 12;
  while (daysBefore(year, month) > rest) month--;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(rest - daysBefore(year, month) + 1)}`;
}

/** 1 Monday … 7 Sunday, as in Temporal's dayOfWeek. Day 0 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** 'HH:MM' (also '24:00', the end of a day) → minutes from midnight. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Minutes from midnight → 'HH:MM'. */
export function timeOf(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
