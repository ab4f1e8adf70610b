import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { mustReachCourse } from './reach.ts';

/** These weeks have no session, and somebody has said so. What was settled before stays as it was. */
export const leaveOutGaps = staffProcedure('scheduling.leaveOutGaps')
  .input(z.strictObject({ gapIds: z.array(idSchema('gap')).min(1).max(100) }))
  .output(z.strictObject({ leftOut: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const gapIds = [...new Set(input.gapIds)];
    const rows = await ctx.db.seriesGap.findMany({
      where: { practiceId, id: { in: gapIds } },
      select: { id: true, seriesId: true, episodeId: true, occurrenceKey: true },
    });
    if (rows.length < gapIds.length) return fail('not-found');
    for (const episodeId of new Set(rows.map((row) => row.episodeId))) await mustReachCourse(ctx, episodeId);
    return ctx.write(async (tx) => {
      let leftOut = 0;
      for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const { count } = await tx.seriesGap.updateMany({
          where: { practiceId, id: row.id, state: 'open' },
          data: { state: 'left-out', settledAt: dateOf(tx.now()), settledById: staffId },
        });
        if (count === 0) continue;
        leftOut += 1;
        await tx.audit('series.gap-left-out', {
          subjectType: 'series',
          subjectId: row.seriesId,
          facts: { day: row.occurrenceKey.slice(0, 10) },
        });
      }
      return { leftOut };
    });
  });
