import type { Double } from './bring/match-clients.ts';
import { readDateCell } from './core/dates.ts';
import type { Encoding } from './core/decode.ts';
import { type Field, fieldsOf, type ImportKind } from './core/fields.ts';
import type { FoundWords, Lines, Look, Question } from './core/look.ts';
import type { Row } from './core/parse.ts';
import type { Problem } from './core/problems.ts';

/** What the last look at a file found, as it lies sealed with its run. */
export type Found = {
  header: string[];
  encoding: Encoding;
  questions: Question[];
  words: FoundWords[];
  /** By column: some of its cells, of columns that are read and hold nothing clinical. */
  samples: Record<string, string[]>;
  /** The first lines as they would come in. */
  rows: { line: number; name: string; what: string }[];
  problems: Problem[];
  doubles: Double[];
  waiting: number;
  secondNumbers: number;
};

const mostSamples = 3;
const mostRows = 5;

/**
 * Cells by which somebody sees that a column is the right one. Of scores none but days: they are clinical, and whoever brings them in
 * may not be somebody who may read them.
 */
export function samplesOf(kind: ImportKind, rows: readonly Row[], columns: Look['plan']['columns']): Found['samples'] {
  const samples: Found['samples'] = {};
  for (const { field } of fieldsOf(kind)) {
    const at = columns[field];
    if (at === undefined || (kind === 'scores' && !shownOfScores.includes(field))) continue;
    const seen = new Set<string>();
    for (const { cells } of rows) {
      const cell = (cells[at] ?? '').trim();
      // A column that is no day after all may hold anything.
      if (cell !== '' && (kind !== 'scores' || field === 'reference' || readDateCell(cell).kind !== 'none'))
        seen.add(cell.slice(0, 40));
      if (seen.size === mostSamples) break;
    }
    samples[at] = [...seen];
  }
  return samples;
}

const shownOfScores: readonly Field[] = ['reference', 'date', 'bornOn'];

/** What the first lines say, as they are understood; of scores nothing. */
export function firstRows(read: Lines, therapists: ReadonlyMap<string, string>): Found['rows'] {
  if (read.kind === 'clients')
    return read.lines.slice(0, mostRows).map(({ line, firstName, lastName, bornOn, state, therapistId }) => ({
      line,
      name: `${firstName} ${lastName}`,
      what: [
        bornOn === null ? 'birth date not known' : `born ${bornOn}`,
        { active: 'comes now', waiting: 'waits', ended: 'has ended' }[state],
        therapistId === null ? 'nobody named' : `with ${therapists.get(therapistId)}`,
      ].join(', '),
    }));
  if (read.kind === 'sessions')
    return read.lines.slice(0, mostRows).map(({ line, name, reference, startsLocal, status }) => ({
      line,
      name: name ? `${name.firstName} ${name.lastName}` : `Number ${reference}`,
      what: `${startsLocal.replace('T', ' at ')}, ${status.replaceAll('-', ' ')}`,
    }));
  return [];
}
