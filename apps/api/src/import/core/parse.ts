import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { type CsvError, parse } from 'csv-parse';
import { readDateCell } from './dates.ts';
import type { FileRefusal } from './decode.ts';

/** One line of the file as it stands there: its number as an editor counts, from 1, and its cells. */
export type Row = { line: number; cells: readonly string[] };
export type Parsed =
  | { ok: true; header: readonly string[]; rows: readonly Row[]; delimiter: Delimiter }
  | { ok: false; refusal: FileRefusal; line?: number };

export const mostRows = 50_000;
export const mostColumns = 200;
const longestRecord = 200_000;
const chunk = 65_536;

const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * The lines of a CSV file. Its first line names the columns. A stray quotation mark makes everything after it unsure, so it refuses the
 * file and says where; a line with more or fewer cells does not. Others are let in between: a large file takes a second.
 */
export async function parseCsv(text: string): Promise<Parsed> {
  const { body, skipped, said } = withoutSeparatorLine(text);
  const delimiter = said ?? delimiterOf(body);
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const rows: Row[] = [];
  let header: readonly string[] | null = null;
  let counted = 0;
  let ended = 0;
  try {
    for await (const item of Readable.from(chunksOf(body)).pipe(parser)) {
      const { record, info } = item as { record: string[]; info: { lines: number } };
      // The parser counts where a record ends, and a line end of two signs within a cell twice; somebody looks for where it begins.
      const isLong = info.lines - ended > 1;
      ended = info.lines;
      if (isLong) counted += record.reduce((sum, cell) => sum + (cell.match(/\r\n/g)?.length ?? 0), 0);
      const line = info.lines - counted + skipped - (isLong ? linesWithin(record) : 0);
      if (header === null) header = record.map((name) => name.trim());
      else if (record.some((cell) => cell.trim() !== '')) rows.push({ line, cells: record });
      if (header.length > mostColumns) return refuse(parser, 'too-many-columns');
      if (rows.length > mostRows) return refuse(parser, 'too-many-rows');
      if (rows.length % 500 === 0) await breathe();
    }
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    if (typeof code !== 'string' || !/^CSV_|QUOTE/.test(code)) throw error;
    const line = Math.max(1, (lines ?? 1) - counted) + skipped;
    return { ok: false, refusal: code === 'CSV_MAX_RECORD_SIZE' ? 'line-too-long' : 'quotes', line };
  }
  if (header === null) return { ok: false, refusal: 'empty' };
  if (!looksLikeNames(header)) return { ok: false, refusal: 'no-header', line: 1 + skipped };
  if (rows.length === 0) return { ok: false, refusal: 'no-rows' };
  return { ok: true, header, rows, delimiter };
}

function refuse(parser: { destroy: () => unknown }, refusal: FileRefusal): Parsed {
  parser.destroy();
  return { ok: false, refusal };
}

function* chunksOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += chunk) yield text.slice(at, at + chunk);
}

const linesWithin = (record: readonly string[]) =>
  record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);

/** Spreadsheets may write `sep=;` first. */
function withoutSeparatorLine(text: string): { body: string; skipped: number; said: Delimiter | null } {
  const [whole, sign] = /^sep=([,;\t|])(?:\r\n|\n|\r)/i.exec(text) ?? [];
  return whole
    ? { body: text.slice(whole.length), skipped: 1, said: sign as Delimiter }
    : { body: text, skipped: 0, said: null };
}

/** The sign that most of the first lines have equally often, outside of quotation marks. */
export function delimiterOf(text: string): Delimiter {
  const counts: Record<Delimiter, number>[] = [];
  let now: Record<Delimiter, number> = { ',': 0, ';': 0, '\t': 0, '|': 0 };
  let isQuoted = false;
  for (const sign of text.slice(0, chunk)) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r')) {
      if (Object.values(now).some((count) => count > 0)) counts.push(now);
      now = { ',': 0, ';': 0, '\t': 0, '|': 0 };
      if (counts.length === 20) break;
    } else if (!isQuoted && Object.hasOwn(now, sign)) now[sign as Delimiter] += 1;
  }
  counts.push(now);
  const first = counts[0] as Record<Delimiter, number>;
  const score = (sign: Delimiter) =>
    first[sign] === 0 ? 0 : counts.filter((line) => line[sign] === first[sign]).length * 1000 + first[sign];
  return delimiters.toSorted((a, b) => score(b) - score(a))[0] as Delimiter;
}

/** Names of columns are words. A date, an address or a number among them is a person's, and the first line is then no header. */
function looksLikeNames(header: readonly string[]): boolean {
  if (header.every((name) => name === '')) return false;
  return !header.some(
    (name) =>
      /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(name) ||
      /^\+?[\d ()-]{7,}$/.test(name) ||
      readDateCell(name).kind !== 'none',
  );
}
