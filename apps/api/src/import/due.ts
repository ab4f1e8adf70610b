import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf } from '../measures/instants.ts';
import { giveUp, openStates } from './runs.ts';

/** A file that nobody decides about goes after so many days; the report of one that came in after so many. */
const daysOpen = 7;
const daysOfReport = 30;

export async function forgetFiles(ctx: JobContext): Promise<void> {
  const { db, practiceId } = ctx;
  const before = (days: number) => dateOf(ctx.now().subtract({ hours: 24 * days }));
  const forgotten = await db.importRun.findMany({
    where: { practiceId, state: { in: openStates }, changedAt: { lt: before(daysOpen) } },
    select: { id: true },
  });
  await eachRow(ctx, forgotten, ({ id }) => ctx.write((tx) => giveUp(tx, id)));
  await db.importRun.updateMany({
    where: { practiceId, state: 'committed', foundSealed: { not: null }, committedAt: { lt: before(daysOfReport) } },
    data: { foundSealed: null },
  });
}

/** What waits to be looked at or brought in, and whose job was lost. One job a file: asked again it is the same. */
export async function resumeImports(ctx: JobContext): Promise<void> {
  const { db, practiceId } = ctx;
  const since = dateOf(ctx.now().subtract({ seconds: 20 }));
  const waiting = await db.importRun.findMany({
    where: { practiceId, state: { in: ['checking', 'committing'] }, changedAt: { lt: since } },
    select: { id: true },
  });
  await eachRow(ctx, waiting, ({ id }) => ctx.write((tx) => tx.enqueue('import.work', { importId: id })));
}
