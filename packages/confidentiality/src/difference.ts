import { canonicalJson } from '@heather/core';
import type { Clause } from './clause.ts';
import type { TemplateVersion } from './template.ts';

/** What a reader meets. Everything else in a clause is said about it: its source, its recipients, its dates. */
const readFields = [
  'heading',
  'summary',
  'text',
  'question',
  'yesLabel',
  'noLabel',
  'afterWithdrawal',
  'validMonths',
  'onlyWhere',
  'under',
] as const;
const readByPeople: ReadonlySet<string> = new Set(readFields);

export type ClauseChange = 'added' | 'removed' | 'reworded' | 'moved';
export type ClauseDifference = {
  clauseId: string;
  change: ClauseChange;
  before: Clause | null;
  after: Clause | null;
  /** Names of the fields that are not the same; empty for one that is new, gone or only stands elsewhere. */
  fields: string[];
  /** Whether somebody who reads the document would read anything else. False where only what is said about the clause changed. */
  isRead: boolean;
  /** Stands elsewhere among the clauses that both have; a reworded one may too. */
  hasMoved: boolean;
};

export type VersionDifference = {
  /** In the newer order; one that is gone stands where it stood before. Clauses that are the same are not in it. */
  clauses: ClauseDifference[];
  title: { before: string; after: string } | null;
  /** Nothing at all that a signature binds is different. */
  isSame: boolean;
};

type Worded = Pick<TemplateVersion, 'title' | 'clauses'>;

/** What is different between two wordings, clause by clause. Clauses are the same by their ids, which never change their meaning. */
export function differenceOf(older: Worded, newer: Worded): VersionDifference {
  const before = new Map(older.clauses.map((clause) => [clause.clauseId, clause]));
  const after = new Map(newer.clauses.map((clause) => [clause.clauseId, clause]));
  const moved = movedIds(
    older.clauses.map(({ clauseId }) => clauseId).filter((id) => after.has(id)),
    newer.clauses.map(({ clauseId }) => clauseId).filter((id) => before.has(id)),
  );
  const clauses: ClauseDifference[] = [];
  for (const clauseId of bothOrders([...before.keys()], [...after.keys()])) {
    const was = before.get(clauseId) ?? null;
    const is = after.get(clauseId) ?? null;
    if (was === null || is === null) {
      clauses.push({
        clauseId,
        change: was === null ? 'added' : 'removed',
        before: was,
        after: is,
        fields: [],
        isRead: true,
        hasMoved: false,
      });
      continue;
    }
    const fields = fieldsThatDiffer(was, is);
    if (fields.length > 0)
      clauses.push({
        clauseId,
        change: 'reworded',
        before: was,
        after: is,
        fields,
        isRead: fields.some((field) => readByPeople.has(field) || field === 'kind' || field === 'binds'),
        hasMoved: moved.has(clauseId),
      });
    else if (moved.has(clauseId))
      clauses.push({ clauseId, change: 'moved', before: was, after: is, fields: [], isRead: false, hasMoved: true });
  }
  const title = older.title === newer.title ? null : { before: older.title, after: newer.title };
  return { clauses, title, isSame: clauses.length === 0 && title === null };
}

/** What one had best choose: material where somebody would read other words, minor where only what stands about them changed. */
export function suggestMaterial({ clauses }: VersionDifference): boolean {
  return clauses.some(
    ({ isRead, change, before, after }) =>
      isRead && (change !== 'reworded' || before?.kind !== after?.kind || plainWords(before) !== plainWords(after)),
  );
}

/** The words alone: neither a comma nor a capital letter is another agreement. */
function plainWords(clause: Clause | null): string {
  if (clause === null) return '';
  const said = clause as unknown as Record<string, unknown>;
  return readFields
    .map((field) => JSON.stringify(said[field] ?? ''))
    .join(' ')
    .toLowerCase()
    .replace(/\\n|[^\p{L}\p{N}\p{M}£€$%{}]+/gu, ' ')
    .trim();
}

function fieldsThatDiffer(before: Clause, after: Clause): string[] {
  const was = before as unknown as Record<string, unknown>;
  const is = after as unknown as Record<string, unknown>;
  const same = (field: string) => canonicalJson(was[field] ?? null) === canonicalJson(is[field] ?? null);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !same(field)).sort();
}

/** Ids in the newer order, each that is gone after the one it came after before. */
function bothOrders(older: readonly string[], newer: readonly string[]): string[] {
  const has = new Set(newer);
  const out = [...newer];
  older.forEach((id, at) => {
    if (has.has(id)) return;
    const above = older[at - 1];
    out.splice(above === undefined ? 0 : out.indexOf(above) + 1, 0, id);
  });
  return out;
}

/** The fewest that have to be moved to make one order of the other: all but a longest run that kept its order. */
function movedIds(older: readonly string[], newer: readonly string[]): Set<string> {
  const place = new Map(older.map((id, at) => [id, at]));
  const best: { length: number; from: number }[] = [];
  newer.forEach((id, at) => {
    let length = 1;
    let from = -1;
    for (let earlier = 0; earlier < at; earlier += 1)
      if ((place.get(newer[earlier] as string) ?? 0) < (place.get(id) ?? 0) && (best[earlier]?.length ?? 0) >= length) {
        length = (best[earlier]?.length ?? 0) + 1;
        from = earlier;
      }
    best.push({ length, from });
  });
  const kept = new Set<string>();
  let at = best.reduce((top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top), 0);
  while (at >= 0 && newer[at] !== undefined) {
    kept.add(newer[at] as string);
    at = best[at]?.from ?? -1;
  }
  return new Set(newer.filter((id) => !kept.has(id)));
}

export type Piece = { kind: 'same' | 'out' | 'in'; text: string };

/** Words beyond which two texts are shown whole, one after the other: comparing each word with each is too long to wait for. */
const mostWords = 1500;

/**
 * The two texts as one, word by word: what stayed, what went, what came. `same` and `out` together are exactly `before`; `same` and `in`
 * exactly `after`.
 */
export function wordsThatDiffer(before: string, after: string): Piece[] {
  const was = before.match(/\s+|[^\s]+/gu) ?? [];
  const is = after.match(/\s+|[^\s]+/gu) ?? [];
  if (was.length > mostWords || is.length > mostWords)
    return join(
      before === after
        ? [['same', before]]
        : [
            ['out', before],
            ['in', after],
          ],
    );
  const rows = was.length + 1;
  const columns = is.length + 1;
  const longest = new Uint16Array(rows * columns);
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      longest[i * columns + j] =
        was[i] === is[j]
          ? (longest[(i + 1) * columns + j + 1] as number) + 1
          : Math.max(longest[(i + 1) * columns + j] as number, longest[i * columns + j + 1] as number);
  const pieces: [Piece['kind'], string][] = [];
  let i = 0;
  let j = 0;
  while (i < was.length || j < is.length) {
    const stays = i < was.length && j < is.length && was[i] === is[j];
    if (stays) {
      pieces.push(['same', was[i] as string]);
      i += 1;
      j += 1;
    } else if (
      j >= is.length ||
      (i < was.length && (longest[(i + 1) * columns + j] as number) >= (longest[i * columns + j + 1] as number))
    ) {
      pieces.push(['out', was[i] as string]);
      i += 1;
    } else {
      pieces.push(['in', is[j] as string]);
      j += 1;
    }
  }
  return join(pieces);
}

/** Neighbours of one kind as one piece, what went before what came; nothing that is empty. */
function join(pieces: [Piece['kind'], string][]): Piece[] {
  const out: Piece[] = [];
  let gone = '';
  let come = '';
  const flush = () => {
    if (gone !== '') out.push({ kind: 'out', text: gone });
    if (come !== '') out.push({ kind: 'in', text: come });
    gone = '';
    come = '';
  };
  for (const [kind, text] of pieces) {
    if (text === '') continue;
    if (kind === 'out') gone += text;
    else if (kind === 'in') come += text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') last.text += text;
      else out.push({ kind: 'same', text });
    }
  }
  flush();
  return out;
}
