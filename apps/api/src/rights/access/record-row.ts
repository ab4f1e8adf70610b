/** A value as it stands in the machine-readable copy. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type RecordRow = { id: string; values: { [column: string]: Json } };
/** What is decided on together: one row that somebody must read, or many of a kind that hold no words about anybody. */
export type ItemContent = { table: string; rows: RecordRow[] };

export const grounds = ['other-person', 'in-confidence', 'serious-harm', 'legal-advice'] as const;
export type Ground = (typeof grounds)[number];
/** A stretch of one text of an item: where it stands (`0.values.words`), and from which to which letter. */
export type Mark = { path: string; from: number; to: number; ground: Ground };

export const groundWords: Record<Ground, string> = {
  'other-person': 'about another person',
  'in-confidence': 'told to us in confidence',
  'serious-harm': 'could cause serious harm',
  'legal-advice': 'advice from a lawyer',
};

/** Every text in it, with where it stands. */
export function* textsOf(value: Json, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value))
    for (const [index, inner] of value.entries()) yield* textsOf(inner, `${path}.${index}`);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${path}.${key}`);
}

export function* textsOfItem({ rows }: ItemContent): Generator<{ path: string; text: string }> {
  for (const [index, { values }] of rows.entries()) yield* textsOf(values, String(index));
}

/**
 * Whether somebody wrote this, rather than the machine: shorter texts are states, kinds and days; a colleague's name stands beside
 * their number.
 */
export function isProse(path: string, text: string, values: object): boolean {
  return /\s/.test(text.trim()) && !(`${path.slice(path.indexOf('.') + 1)}_id` in values);
}
export const hasProse = (item: ItemContent): boolean =>
  item.rows.some(({ values }, index) =>
    [...textsOf(values, String(index))].some(({ path, text }) => isProse(path, text, values)),
  );

/** The rows without what is marked: in its place stands why it was taken out. */
export function takeOut({ table, rows }: ItemContent, marks: readonly Mark[]): ItemContent {
  if (marks.length === 0) return { table, rows };
  const byPath = Map.groupBy(marks, ({ path }) => path);
  const walk = (value: Json, path: string): Json => {
    if (typeof value === 'string') return cut(value, byPath.get(path) ?? []);
    if (Array.isArray(value)) return value.map((inner, index) => walk(inner, `${path}.${index}`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, `${path}.${key}`)]));
  };
  return {
    table,
    rows: rows.map(({ id, values }, index) => ({ id, values: walk(values, String(index)) as RecordRow['values'] })),
  };
}

/** Marks that overlap or touch are one; letters beyond the text are none. */
function cut(text: string, marks: readonly Mark[]): string {
  let kept = '';
  let at = 0;
  for (const { from, to, ground } of marks.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(to, text.length);
    if (end <= at) continue;
    if (from > at || at === 0) kept += `${text.slice(at, Math.max(at, from))}[taken out: ${groundWords[ground]}]`;
    at = end;
  }
  return kept + text.slice(at);
}
