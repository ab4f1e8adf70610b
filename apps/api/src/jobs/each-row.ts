import { loggable } from '../trpc/errors.ts';
import type { JobContext } from './job-context.ts';

/**
 * Each row in turn. One that cannot be done is logged by its id and left for the next minute, so that it keeps no later one waiting;
 * the sweep fails in the end, so that somebody sees it.
 */
export async function eachRow<T extends { id: string }>(
  ctx: JobContext,
  rows: readonly T[],
  act: (row: T) => Promise<unknown>,
): Promise<void> {
  const failed: string[] = [];
  for (const row of rows) {
    try {
      await act(row);
    } catch (error) {
      failed.push(row.id);
      ctx.log.error({ rowId: row.id, ...loggable(error) }, 'one row of a sweep failed');
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${rows.length} rows failed`);
}
