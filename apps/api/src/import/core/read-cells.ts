import { lineSchema, textSchema } from '@heather/core';
import { type DateOrder, readDate } from './dates.ts';
import type { Columns, Field } from './fields.ts';
import type { Row } from './parse.ts';
import type { Problem, ProblemCode } from './problems.ts';

/** Spreadsheets keep a number as text in ="0123". */
const kept = /^="([^"]*)"$/;
const formula = /^[=@\t\r]|^[+-](?![\d\s(.])/;
const lines = new Map<number, ReturnType<typeof lineSchema>>();
const lineOf = (max: number) => {
  const known = lines.get(max) ?? lineSchema(max);
  lines.set(max, known);
  return known;
};
const address = textSchema(300);

/** Reads the cells of one line and gathers what is wrong with them. */
export function cellsOf(row: Row, columns: Columns, orders: ReadonlyMap<number, DateOrder | null>) {
  const problems: Problem[] = [];
  const problem = (field: Field | null, code: ProblemCode) => {
    problems.push({ line: row.line, column: field === null ? null : (columns[field] ?? null), code });
    return null;
  };
  const raw = (field: Field): string => {
    const at = columns[field];
    if (at === undefined) return '';
    const cell = (row.cells[at] ?? '').trim();
    return kept.exec(cell)?.[1]?.trim() ?? cell;
  };
  const checked = (
    field: Field,
    max: number,
    schema: { safeParse: (text: string) => { success: boolean; data?: string } },
  ) => {
    const cell = raw(field);
    if (cell === '') return null;
    if (formula.test(cell)) return problem(field, 'formula');
    if ([...cell].length > max) return problem(field, 'too-long');
    const read = schema.safeParse(cell);
    return read.success ? (read.data as string) : problem(field, 'hidden-marks');
  };
  return {
    problems,
    problem,
    raw,
    /** One line of text; null where there is none. */
    text: (field: Field, max: number) => checked(field, max, lineOf(max)),
    paragraph: (field: Field, max: number) => checked(field, max, address),
    date: (field: Field): string | null => {
      const cell = raw(field);
      if (cell === '') return null;
      const read = readDate(cell, orders.get(columns[field] as number) ?? null);
      return read.ok ? read.on : problem(field, read.problem);
    },
  };
}
export type Cells = ReturnType<typeof cellsOf>;

/** First and last name, from their own columns or from one: "Shah, Priya" or "Priya Shah", the last word being the last name. */
export function nameOf(cells: Cells, columns: Columns): { firstName: string; lastName: string } | null {
  const before = cells.problems.length;
  if (columns.fullName !== undefined && columns.firstName === undefined) {
    const whole = cells.text('fullName', 120);
    if (whole === null) return before === cells.problems.length ? cells.problem('fullName', 'last-name-missing') : null;
    const [last, first] = whole.includes(',')
      ? whole.split(',', 2)
      : [whole.split(/\s+/).at(-1), whole.split(/\s+/).slice(0, -1).join(' ')];
    const name = { firstName: (first ?? '').trim(), lastName: (last ?? '').trim() };
    if (name.firstName === '') return cells.problem('fullName', 'first-name-missing');
    if (name.lastName === '') return cells.problem('fullName', 'last-name-missing');
    return [...name.firstName].length > 60 || [...name.lastName].length > 60
      ? cells.problem('fullName', 'too-long')
      : name;
  }
  const firstName = cells.text('firstName', 60);
  const lastName = cells.text('lastName', 60);
  if (cells.problems.length > before) return null;
  if (firstName === null) return cells.problem('firstName', 'first-name-missing');
  return lastName === null ? cells.problem('lastName', 'last-name-missing') : { firstName, lastName };
}
