import { isExclusionViolation } from '@heather/database';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf } from '../measures/instants.ts';
import { settleGap } from './settle-gap.ts';

/** A minute's share; the one looked at longest ago comes first. */
const atOnce = 50;
/** Hours between two looks at one gap. */
const quietHours = 6;
/** Days before a session in which nobody finds a new one in their diary by itself: then a person decides. */
const noticeDays = 7;

/** An offer lapses, leave is taken back, a session is moved: what was left out of a standing session is placed after all. */
export async function lookAtGapsAgain(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const now = ctx.now();
  const rows = await ctx.db.seriesGap.findMany({
    where: {
      practiceId,
      state: 'open',
      startsAt: { gt: dateOf(now.add({ hours: 24 * noticeDays })) },
      lookedAt: { lte: dateOf(now.subtract({ hours: quietHours })) },
      series: { state: 'active' },
    },
    orderBy: [{ lookedAt: 'asc' }, { id: 'asc' }],
    take: atOnce,
    select: { id: true },
  });
  await eachRow(ctx, rows, async ({ id }) => {
    try {
      await ctx.write(async (tx) => {
        const { done } = await settleGap(tx, id, { staffId: null });
        if (!done) await tx.seriesGap.updateMany({ where: { practiceId, id }, data: { lookedAt: dateOf(now) } });
      });
    } catch (error) {
      // Somebody took the time between our look and our rows without our lock: then it is not free.
      if (!isExclusionViolation(error, 'occupied_once')) throw error;
    }
  });
}
