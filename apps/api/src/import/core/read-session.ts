import { timeOfCell } from './dates.ts';
import type { Columns } from './fields.ts';
import type { Plan } from './plan.ts';
import { type Cells, nameOf } from './read-cells.ts';
import { meant } from './read-client.ts';
import { readMinutes, readTime } from './times.ts';
import type { SessionOutcome } from './words.ts';

/** How a line says whose it is: a number of the other system, or a name and a birth date. */
export type Whose = {
  reference: string | null;
  name: { firstName: string; lastName: string } | null;
  bornOn: string | null;
};

export type SessionLine = Whose & {
  line: number;
  ownReference: string | null;
  /** Local to the practice: YYYY-MM-DDTHH:MM. */
  startsLocal: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  status: SessionOutcome;
  therapistId: string | null;
  placeKind: 'room' | 'online' | 'telephone';
};

/** @param zone of the practice: the file's times are its own */
export function readSession(
  line: number,
  cells: Cells,
  columns: Columns,
  plan: Plan,
  { now, zone }: { now: Temporal.Instant; zone: string },
): SessionLine | null {
  const whose = whoseOf(cells, columns);
  const ownReference = cells.text('ownReference', 80);
  const on = cells.date('date');
  if (on === null && cells.raw('date') === '') cells.problem('date', 'date-missing');
  const time = timeIn(cells, columns);
  const minutes = time === null ? null : minutesIn(cells, columns, plan, time);
  const status = meant(cells, columns, plan, 'status') as SessionOutcome | null;
  const therapistId = meant(cells, columns, plan, 'therapist');
  const placeKind = meant(cells, columns, plan, 'place') as SessionLine['placeKind'] | null;
  if (on === null || time === null || minutes === null) return null;
  const startsLocal = `${on}T${time}`;
  const startsAt = Temporal.PlainDateTime.from(startsLocal).toZonedDateTime(zone).toInstant();
  const endsAt = startsAt.add({ minutes });
  // One that is to come says nothing about an outcome yet, and is told so first.
  if (Temporal.Instant.compare(endsAt, now) > 0) {
    cells.problems.length = 0;
    return cells.problem('date', 'to-come');
  }
  if (status === null && cells.raw('status') === '') cells.problem('status', 'outcome-missing');
  if (whose === null || status === null || cells.problems.length > 0) return null;
  return {
    line,
    ...whose,
    ownReference,
    startsLocal,
    startsAt,
    endsAt,
    status,
    therapistId,
    placeKind: placeKind ?? 'room',
  };
}

export function whoseOf(cells: Cells, columns: Columns): Whose | null {
  const reference = cells.text('reference', 80);
  const isNamed = columns.fullName !== undefined || (columns.firstName !== undefined && columns.lastName !== undefined);
  const hasName = ['fullName', 'firstName', 'lastName'].some((field) => cells.raw(field as 'fullName') !== '');
  const name = isNamed && (hasName || reference === null) ? nameOf(cells, columns) : null;
  const bornOn = cells.date('bornOn');
  if (cells.problems.length > 0) return null;
  if (reference === null && (name === null || bornOn === null)) return cells.problem(null, 'nobody-named');
  return { reference, name, bornOn };
}

/** From its own column, or from what follows the day in the same cell. */
function timeIn(cells: Cells, columns: Columns): string | null {
  const own = columns.time === undefined ? '' : cells.raw('time');
  const rest = own === '' ? (timeOfCell(cells.raw('date')) ?? '') : (timeOfCell(own) ?? own);
  if (rest === '') return cells.problem(columns.time === undefined ? 'date' : 'time', 'time-missing');
  return readTime(rest) ?? cells.problem(own === '' ? 'date' : 'time', 'time-bad');
}

function minutesIn(cells: Cells, columns: Columns, plan: Plan, time: string): number | null {
  const own = cells.raw('minutes');
  if (own !== '') return readMinutes(own) ?? cells.problem('minutes', 'minutes-bad');
  const end = columns.end === undefined ? '' : cells.raw('end');
  if (end === '') return plan.minutes ?? cells.problem(null, 'minutes-missing');
  const until = readTime(timeOfCell(end) ?? end);
  if (until === null) return cells.problem('end', 'time-bad');
  const minutes = Temporal.PlainTime.from(time).until(Temporal.PlainTime.from(until)).total('minutes');
  return minutes >= 5 && minutes <= 480 ? minutes : cells.problem('end', 'minutes-bad');
}
