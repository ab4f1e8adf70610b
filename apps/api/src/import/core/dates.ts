import { earliestOn, latestOn } from '@heather/core';

/** Which of the three numbers is the day. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/**
 * A cell as a date: `certain` in one way only; `numbers` in an order that has to be known first (03/04/2025); `none`: no date at all.
 * `impossible`: written like one, and no day of the calendar in any order.
 */
export type DateCell =
  | { kind: 'certain'; on: string }
  | { kind: 'numbers'; first: number; second: number; year: number }
  | { kind: 'short-year' }
  | { kind: 'impossible' }
  | { kind: 'none' };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A time of day may follow; what it says is read elsewhere. */
const after = String.raw`(?:(?:\s*,)?[\sT]+(?<rest>\S.*))?$`;
const isoLike = new RegExp(String.raw`^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})${after}`);
const numbers = new RegExp(String.raw`^(?<a>\d{1,2})\s*[-/.]\s*(?<b>\d{1,2})\s*[-/.]\s*(?<y>\d{4})${after}`);
const shortYear = new RegExp(String.raw`^\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2}${after}`);
const dayFirst = new RegExp(
  String.raw`^(?:[a-z]+,?\s+)?(?<d>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?<m>[a-z]{3,9})\.?,?[\s-]+(?<y>\d{4})${after}`,
  'i',
);
const monthFirst = new RegExp(
  String.raw`^(?:[a-z]+,\s+)?(?<m>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<y>\d{4})${after}`,
  'i',
);

/** What follows the date in a cell that has both; null where nothing does. */
export function timeOfCell(cell: string): string | null {
  const text = cell.trim();
  for (const shape of [isoLike, numbers, shortYear, dayFirst, monthFirst]) {
    const found = shape.exec(text);
    if (found) return found.groups?.rest ?? null;
  }
  return null;
}

export function readDateCell(cell: string): DateCell {
  const text = cell.trim();
  const iso = isoLike.exec(text)?.groups;
  if (iso) return certain(Number(iso.y), Number(iso.m), Number(iso.d));
  const parts = numbers.exec(text)?.groups;
  if (parts) {
    const [first, second, year] = [Number(parts.a), Number(parts.b), Number(parts.y)];
    const either = [dayOf(year, second, first), dayOf(year, first, second)];
    return either.every((on) => on === null) ? { kind: 'impossible' } : { kind: 'numbers', first, second, year };
  }
  if (shortYear.test(text)) return { kind: 'short-year' };
  const named = dayFirst.exec(text)?.groups ?? monthFirst.exec(text)?.groups;
  if (!named) return { kind: 'none' };
  const month = monthOf(named.m as string);
  return month === null ? { kind: 'none' } : certain(Number(named.y), month, Number(named.d));
}

function monthOf(word: string): number | null {
  const lower = word.toLowerCase();
  const at = months.indexOf(lower.slice(0, 3));
  const names = 'january february march april may june july august september october november december'.split(' ');
  return at >= 0 && (names[at] as string).startsWith(lower.replace(/^sept$/, 'sep')) ? at + 1 : null;
}

const certain = (year: number, month: number, day: number): DateCell => {
  const on = dayOf(year, month, day);
  return on === null ? { kind: 'impossible' } : { kind: 'certain', on };
};

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the calendar as YYYY-MM-DD; null for the 31st of February. */
export function dayOf(year: number, month: number, day: number): string | null {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 0);
  if (day < 1 || day > length) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export type DateProblem = 'not-a-date' | 'impossible-date' | 'short-year' | 'order-unknown' | 'date-out-of-range';

/** The day that a cell means, in the order that its column is in. Nothing is guessed. */
export function readDate(
  cell: string,
  order: DateOrder | null,
): { ok: true; on: string } | { ok: false; problem: DateProblem } {
  const read = readDateCell(cell);
  const on = read.kind === 'certain' ? read.on : read.kind === 'numbers' ? inOrder(read, order) : null;
  if (read.kind === 'none') return { ok: false, problem: 'not-a-date' };
  if (read.kind === 'short-year') return { ok: false, problem: 'short-year' };
  if (read.kind === 'numbers' && (order === null || order === 'ymd')) return { ok: false, problem: 'order-unknown' };
  if (on === null) return { ok: false, problem: 'impossible-date' };
  return on < earliestOn || on > latestOn ? { ok: false, problem: 'date-out-of-range' } : { ok: true, on };
}

function inOrder({ first, second, year }: { first: number; second: number; year: number }, order: DateOrder | null) {
  if (order === 'dmy') return dayOf(year, second, first);
  return order === 'mdy' ? dayOf(year, first, second) : null;
}

/** What a whole column says about its order. `open`: nothing in it decides; `mixed`: it decides both ways. */
export type ColumnOrder = { kind: 'settled'; order: DateOrder | null } | { kind: 'open' | 'mixed' };

/**
 * Only a number above 12 decides, and only when no other cell of the column decides otherwise. A column of named months or of
 * year-month-day has nothing to decide.
 */
export function orderOf(cells: Iterable<string>): ColumnOrder {
  let asDmy = false;
  let asMdy = false;
  let asks = false;
  for (const cell of cells) {
    const read = readDateCell(cell);
    if (read.kind !== 'numbers') continue;
    asks = true;
    const { first, second, year } = read;
    const dmy = dayOf(year, second, first) !== null;
    const mdy = dayOf(year, first, second) !== null;
    if (dmy && !mdy) asDmy = true;
    if (mdy && !dmy) asMdy = true;
  }
  if (!asks) return { kind: 'settled', order: null };
  if (asDmy && asMdy) return { kind: 'mixed' };
  if (asDmy || asMdy) return { kind: 'settled', order: asDmy ? 'dmy' : 'mdy' };
  return { kind: 'open' };
}

export type DateSample = { cell: string; dmy: string | null; mdy: string | null };
const mostSamples = 5;

/** Five different cells that read both ways, of a mixed column also such as read one way alone, with what each would mean. */
export function dateSamples(cells: Iterable<string>): DateSample[] {
  const both: DateSample[] = [];
  const one: DateSample[] = [];
  const seen = new Set<string>();
  for (const raw of cells) {
    const cell = raw.trim();
    const read = readDateCell(cell);
    if (read.kind !== 'numbers' || seen.has(cell)) continue;
    seen.add(cell);
    const sample = { cell: cell.slice(0, 40), dmy: inOrder(read, 'dmy'), mdy: inOrder(read, 'mdy') };
    if (sample.dmy === sample.mdy) continue;
    if (sample.dmy !== null && sample.mdy !== null) both.push(sample);
    else one.push(sample);
    if (both.length >= mostSamples) break;
  }
  return [...both, ...one].slice(0, mostSamples);
}
