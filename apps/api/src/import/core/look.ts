import { setImmediate as breathe } from 'node:timers/promises';
import type { MeasureKey } from '@heather/outcomes';
import { type DateOrder, type DateSample, dateSamples, orderOf } from './dates.ts';
import type { Encoding } from './decode.ts';
import { type Columns, type Field, type ImportKind, missingFields } from './fields.ts';
import type { Row } from './parse.ts';
import { type Plan, wordsOf } from './plan.ts';
import type { Problem } from './problems.ts';
import { cellsOf } from './read-cells.ts';
import { type ClientLine, readClient } from './read-client.ts';
import { looksLikeMeans, readScore, type ScoreLine } from './read-score.ts';
import { readSession, type SessionLine } from './read-session.ts';
import { foldWord, guessWord, leaveOut, meaningsOf, mostWords, type WordField, wordFields } from './words.ts';

/** What a person has to say before the lines can be read. */
export type Question =
  | { kind: 'columns'; missing: Field[][] }
  | { kind: 'letters'; samples: string[] }
  | { kind: 'date-order'; isMixed: boolean; samples: DateSample[] }
  | { kind: 'too-many-words'; field: WordField }
  | { kind: 'words'; field: WordField }
  | { kind: 'minutes'; lines: number }
  | { kind: 'state'; lines: number }
  | { kind: 'contact'; lines: number };

/** A word of a column, how often it stands there, and what it means; null: nobody has said. */
export type FoundWord = { word: string; lines: number; meaning: string | null };
export type FoundWords = { field: WordField; words: FoundWord[] };

/** Somebody who works here, as a file may call them. */
export type Therapist = { id: string; fullName: string; shortName: string; email: string };
export type World = { now: Temporal.Instant; zone: string; todayOn: string; therapists: readonly Therapist[] };

export type Lines =
  | { kind: 'clients'; lines: ClientLine[] }
  | { kind: 'sessions'; lines: SessionLine[] }
  | { kind: 'scores'; lines: ScoreLine[] };

export type Look = {
  questions: Question[];
  words: FoundWords[];
  /** With what the file says plainly filled in: what is asked is what is still open in it. */
  plan: Plan;
  /** Empty while something is asked. */
  read: Lines;
  problems: Problem[];
};

type File = { header: readonly string[]; rows: readonly Row[]; encoding: Encoding };

/** How the file reads under a plan: first what has to be said, and when nothing has, every line. */
export async function lookAt(
  kind: ImportKind,
  file: File,
  given: Plan,
  world: World,
  onProgress?: (done: number) => void,
): Promise<Look> {
  const even = file.rows.filter(({ cells }) => cells.length === file.header.length);
  const columns = within(given.columns, file.header.length);
  const words = foundWords(even, { ...given, columns }, world);
  const plan: Plan = { ...given, columns, words: { ...given.words, ...settled(words) } };
  const orders = columnOrders(even, plan);
  const questions = questionsOf(kind, { ...file, rows: even }, plan, words, orders);
  const problems: Problem[] = file.rows
    .filter(({ cells }) => cells.length !== file.header.length)
    .map(({ line }) => ({ line, column: null, code: 'row-length' }));
  const read = { kind, lines: [] } as Lines;
  if (questions.length > 0) return { questions, words, plan, read, problems };
  const settledOrders = new Map([...orders].map(([column, { order }]) => [column, order]));
  for (const [index, row] of even.entries()) {
    const cells = cellsOf(row, columns, settledOrders);
    const line = readLine(kind, row.line, cells, columns, plan, world);
    if (line) read.lines.push(line as never);
    problems.push(...cells.problems);
    if (index % 250 === 0) {
      onProgress?.(index);
      await breathe();
    }
  }
  if (read.kind === 'scores') read.lines = withoutMeans(read.lines, columns, problems);
  return { questions, words, plan, read, problems: problems.toSorted((a, b) => a.line - b.line) };
}

function readLine(
  kind: ImportKind,
  line: number,
  cells: ReturnType<typeof cellsOf>,
  columns: Columns,
  plan: Plan,
  world: World,
) {
  if (kind === 'clients') return readClient(line, cells, columns, plan, world.todayOn);
  if (kind === 'sessions') return readSession(line, cells, columns, plan, world);
  return readScore(line, cells, columns, plan, world.todayOn);
}

const within = (columns: Columns, count: number): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([, at]) => at !== undefined && at < count));

/** The different words of each column of words. What a person said comes first, then what a word means by itself. */
function foundWords(rows: readonly Row[], plan: Plan, world: World): FoundWords[] {
  return wordFields.flatMap((field) => {
    const at = plan.columns[field];
    if (at === undefined) return [];
    const counts = new Map<string, number>();
    const folded = new Map<string, string>();
    for (const { cells } of rows) {
      const cell = cells[at] ?? '';
      const word = folded.get(cell) ?? foldWord(cell);
      folded.set(cell, word);
      if (word !== '' && (counts.size <= mostWords || counts.has(word))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const words = [...counts].map(([word, lines]) => ({ word, lines, meaning: meaningOf(field, word, plan, world) }));
    return [{ field, words: words.toSorted((a, b) => b.lines - a.lines) }];
  });
}

function meaningOf(field: WordField, word: string, plan: Plan, world: World): string | null {
  const said = wordsOf(plan, field)[word];
  const isPossible =
    said === leaveOut ||
    (field === 'therapist'
      ? world.therapists.some(({ id }) => id === said)
      : said !== undefined && meaningsOf(field).includes(said));
  if (said !== undefined && isPossible) return said;
  return field === 'therapist' ? therapistOf(word, world.therapists) : guessWord(field, word);
}

/** By e-mail or name; two who fit are nobody. */
function therapistOf(word: string, therapists: readonly Therapist[]): string | null {
  const plain = word.replace(/^(?:mr|mrs|ms|miss|mx|dr|prof)\.? /, '');
  const fits = therapists.filter(({ fullName, shortName, email }) =>
    [fullName, shortName, email, reversed(fullName)].some((name) => foldWord(name) === plain),
  );
  return fits.length === 1 ? (fits[0]?.id ?? null) : null;
}

const reversed = (name: string): string => {
  const [last, ...first] = name.split(' ').toReversed();
  return `${last}, ${first.toReversed().join(' ')}`;
};

function settled(words: readonly FoundWords[]): Plan['words'] {
  return Object.fromEntries(
    words
      .filter(({ words: each }) => each.length <= mostWords)
      .map(({ field, words: each }) => [
        field,
        Object.fromEntries(each.flatMap(({ word, meaning }) => (meaning === null ? [] : [[word, meaning]]))),
      ]),
  );
}

const dateFields: readonly Field[] = ['bornOn', 'since', 'date'];
type Order = ReturnType<typeof orderOf> & { order: DateOrder | null };

/** Each column of dates by itself; what is open in one is as the person said for all. */
function columnOrders(rows: readonly Row[], plan: Plan): Map<number, Order> {
  return new Map(
    dateFields.flatMap((field) => {
      const at = plan.columns[field];
      if (at === undefined) return [];
      const found = orderOf(rows.map(({ cells }) => cells[at] ?? ''));
      return [[at, { ...found, order: found.kind === 'settled' ? found.order : plan.dateOrder }] as const];
    }),
  );
}

function questionsOf(
  kind: ImportKind,
  file: File,
  plan: Plan,
  words: readonly FoundWords[],
  orders: ReadonlyMap<number, Order>,
): Question[] {
  const { columns } = plan;
  const { rows } = file;
  const has = (field: Field) => columns[field] !== undefined;
  const isEmpty = (row: Row, field: Field) => !has(field) || (row.cells[columns[field] as number] ?? '').trim() === '';
  const questions: Question[] = [];
  const missing = missingFields(kind, columns, plan);
  if (missing.length > 0) questions.push({ kind: 'columns', missing });
  if (file.encoding === 'windows-1252' && !plan.lettersAreRight) {
    const samples = letterSamples(rows, columns);
    if (samples.length > 0) questions.push({ kind: 'letters', samples });
  }
  // "ymd" orders nothing that does not order itself.
  const open = [...orders].filter(
    ([, { kind: how, order }]) => how !== 'settled' && (order === null || order === 'ymd'),
  );
  if (open.length > 0) {
    const cells = open.flatMap(([at]) => rows.map((row) => row.cells[at] ?? ''));
    questions.push({
      kind: 'date-order',
      isMixed: open.some(([, one]) => one.kind === 'mixed'),
      samples: dateSamples(cells),
    });
  }
  for (const { field, words: found } of words) {
    if (found.length > mostWords) questions.push({ kind: 'too-many-words', field });
    else if (found.some(({ meaning }) => meaning === null)) questions.push({ kind: 'words', field });
  }
  if (kind === 'sessions' && plan.minutes === null) {
    const lines = rows.filter((row) => isEmpty(row, 'minutes') && isEmpty(row, 'end')).length;
    if (lines > 0) questions.push({ kind: 'minutes', lines });
  }
  if (kind === 'clients') {
    const unsaid = plan.state === null ? rows.filter((row) => isEmpty(row, 'state')).length : 0;
    if (unsaid > 0) questions.push({ kind: 'state', lines: unsaid });
    const ways: Field[] = ['email', 'mobile', 'telephone', 'address'];
    const reachable =
      plan.contactIsSafe === null ? rows.filter((row) => ways.some((way) => !isEmpty(row, way))).length : 0;
    if (reachable > 0) questions.push({ kind: 'contact', lines: reachable });
  }
  return questions;
}

/** Names with letters beyond the plain ones, by which somebody sees whether they are read right. */
function letterSamples(rows: readonly Row[], columns: Columns): string[] {
  const samples = new Set<string>();
  for (const { cells } of rows) {
    for (const field of ['firstName', 'lastName', 'fullName', 'knownAs', 'address'] as const) {
      const at = columns[field];
      const cell = at === undefined ? '' : (cells[at] ?? '').trim();
      if (/[^\u0020-\u007e\s]/u.test(cell)) samples.add(cell.slice(0, 60));
      if (samples.size === 5) return [...samples];
    }
  }
  return [...samples];
}

function withoutMeans(lines: readonly ScoreLine[], columns: Columns, problems: Problem[]): ScoreLine[] {
  const totals = new Map<MeasureKey, number[]>();
  for (const { score } of lines)
    if (score.answers === null) {
      const known = totals.get(score.measureKey);
      if (known) known.push(score.total);
      else totals.set(score.measureKey, [score.total]);
    }
  const doubtful = new Set([...totals].filter(([key, each]) => looksLikeMeans(key, each)).map(([key]) => key));
  return lines.filter(({ line, score }) => {
    const isDoubtful = score.answers === null && doubtful.has(score.measureKey);
    if (isDoubtful) problems.push({ line, column: columns.total ?? null, code: 'total-like-mean' });
    return !isDoubtful;
  });
}
