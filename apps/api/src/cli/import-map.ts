import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Columns, type Field, fieldsOf, type ImportKind } from '../import/core/fields.ts';
import { type Plan, planSchema } from '../import/core/plan.ts';
import { foldWord } from '../import/core/words.ts';
import { StartProblem } from '../start/start-problem.ts';

const mapSchema = planSchema
  .omit({ columns: true })
  .partial()
  .extend({ columns: z.record(z.string(), z.union([z.string(), z.int().min(1)])).optional() });

/**
 * What `--map file.json` says: the parts of a plan, columns by their name in the first line or by their number from 1, words as they stand
 * in the file. @throws StartProblem naming what cannot be used
 */
export function planFromMap(
  path: string | null,
  kind: ImportKind,
  header: readonly string[],
  first: Plan,
): Partial<Plan> {
  if (path === null) return {};
  const { columns, words, ...rest } = read(path);
  return {
    ...rest,
    columns: { ...without(first.columns, columns ?? {}), ...columnsOf(columns ?? {}, kind, header) },
    ...(words && {
      words: Object.fromEntries(
        Object.entries(words).map(([field, each]) => [
          field,
          Object.fromEntries(Object.entries(each ?? {}).map(([word, meaning]) => [foldWord(word), meaning])),
        ]),
      ),
    }),
  };
}

function read(path: string): z.output<typeof mapSchema> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new StartProblem(`${path} is no JSON that can be read.`);
  }
  const parsed = mapSchema.safeParse(json);
  if (parsed.success) return parsed.data as z.output<typeof mapSchema>;
  const [issue] = parsed.error.issues;
  throw new StartProblem(`${path} cannot be used: ${issue?.path.join('.') || 'its parts'} ${issue?.message ?? ''}.`);
}

/** Guesses that the map says nothing about stay, but for columns that it gives another meaning. */
const without = (guessed: Columns, said: Record<string, unknown>): Columns =>
  Object.keys(said).length === 0 ? guessed : {};

function columnsOf(said: Record<string, string | number>, kind: ImportKind, header: readonly string[]): Columns {
  const known = new Set<string>(fieldsOf(kind).map(({ field }) => field));
  const columns: Columns = {};
  for (const [field, column] of Object.entries(said)) {
    if (!known.has(field))
      throw new StartProblem(`--map: there is no “${field}” of ${kind}. There is: ${[...known].join(', ')}.`);
    columns[field as Field] = placeOf(column, header);
  }
  const places = Object.values(columns);
  if (new Set(places).size < places.length) throw new StartProblem('--map: one column is given two meanings.');
  return columns;
}

function placeOf(column: string | number, header: readonly string[]): number {
  if (typeof column === 'number') {
    if (column <= header.length) return column - 1;
    throw new StartProblem(`--map: there is no column ${column}; the first line has ${header.length}.`);
  }
  const at = header.flatMap((name, index) => (name === column ? [index] : []));
  if (at.length === 1) return at[0] as number;
  throw new StartProblem(
    at.length === 0
      ? `--map: no column is called “${column}”.`
      : `--map: “${column}” stands there ${at.length} times. Give the column’s number instead: ${at.map((one) => one + 1).join(' or ')}.`,
  );
}
