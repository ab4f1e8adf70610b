import { type Asked, type Field, type ImportKind, itemFields, perKind } from './field-names.ts';

export { type Field, type ImportKind, importKinds } from './field-names.ts';

export function fieldsOf(kind: ImportKind): readonly Asked[] {
  return kind === 'scores' ? [...perKind.scores, ...itemFields] : perKind[kind];
}

/** Which column holds what, by its place in the line from 0. */
export type Columns = Partial<Record<Field, number>>;

/** A column's name as it is compared: letters and digits, PHQ-9 item 1 → phq9item1. */
export const foldHeader = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/**
 * What the columns' names say by themselves. A name that stands there twice, or that could be two things, is left to the person, and so
 * is everything that nobody has a word for.
 */
export function guessColumns(kind: ImportKind, header: readonly string[]): Columns {
  const names = header.map(foldHeader);
  const columns: Columns = {};
  const taken = new Set<number>();
  for (const { field, headers } of fieldsOf(kind)) {
    for (const wanted of headers) {
      const at = names.flatMap((name, index) => (name === wanted || name === `client${wanted}` ? [index] : []));
      const [only] = at;
      if (at.length !== 1 || only === undefined || taken.has(only)) continue;
      columns[field] = only;
      taken.add(only);
      break;
    }
  }
  // One cell with the whole name says less than two with its halves.
  if (columns.firstName !== undefined && columns.lastName !== undefined) delete columns.fullName;
  return columns;
}

/** What has to be there before a line can be read: each is one column or another. */
export function missingFields(kind: ImportKind, columns: Columns, plan: { measure: string | null }): Field[][] {
  const has = (field: Field) => columns[field] !== undefined;
  const missing: Field[][] = [];
  const isNamed = has('fullName') || (has('firstName') && has('lastName'));
  if (kind === 'clients') return isNamed ? [] : [['firstName', 'lastName'], ['fullName']];
  if (!has('reference') && !(isNamed && has('bornOn')))
    missing.push(['reference'], ['firstName', 'lastName', 'bornOn']);
  if (!has('date')) missing.push(['date']);
  if (kind === 'sessions' && !has('status')) missing.push(['status']);
  if (kind === 'scores') {
    if (!has('measure') && plan.measure === null) missing.push(['measure']);
    if (!has('total') && !has('item:1')) missing.push(['total']);
  }
  return missing;
}
