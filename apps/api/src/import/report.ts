import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { type Problem, problemWords } from './core/problems.ts';
import { findRun, openFound } from './runs.ts';

/**
 * The lines that did not come in, each with its column and reason, for a spreadsheet. What stands in a line is not in it: it is put right
 * in the file, and the whole file brought in again.
 */
export const report = staffProcedure('imports.report')
  .input(z.strictObject({ importId: idSchema('import') }))
  .output(z.strictObject({ csv: z.string() }))
  .query(({ ctx, input }) =>
    ctx.asWorker(async ({ db, vault }) => {
      const run = await findRun(db, ctx.actor.practiceId, ctx.actor.staffId, input.importId);
      const found = await openFound(vault, run);
      if (!found || run.rowsOut === null) return fail('not-found');
      return { csv: reportCsv(found.header, found.problems) };
    }),
  );

/** With a mark by which spreadsheets read it as UTF-8. */
export function reportCsv(header: readonly string[], problems: readonly Problem[]): string {
  const lines = problems.map(({ line, column, code }) => [
    String(line),
    column === null ? '' : (header[column] ?? `Column ${column + 1}`),
    problemWords[code],
  ]);
  return `\uFEFF${[['Line', 'Column', 'Why'], ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is one to a spreadsheet: an apostrophe before it makes it text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n|]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
