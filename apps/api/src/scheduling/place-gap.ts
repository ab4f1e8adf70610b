import { dateOnSchema, fail, idSchema, localTimeSchema } from '@heather/core';
import { isExclusionViolation } from '@heather/database';
import { furthestAheadDays } from '@heather/scheduling';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { clashDetails, findClashes, instantAt } from './find-clashes.ts';
import { mustReachCourse } from './reach.ts';
import { settleGap } from './settle-gap.ts';

/**
 * Another time for a standing session that could not be placed; its own again, once that is free. Same length, room and terms.
 * @throws scheduling/slot-taken naming what is in the way; conflict when it was settled meanwhile
 */
export const placeGap = staffProcedure('scheduling.placeGap')
  .input(z.strictObject({ gapId: idSchema('gap'), on: dateOnSchema, time: localTimeSchema }))
  .output(z.strictObject({ sessionId: z.string(), toRing: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const gap = await ctx.db.seriesGap.findFirst({
      where: { practiceId, id: input.gapId },
      select: { episodeId: true, series: { select: { zone: true } } },
    });
    if (!gap) return fail('not-found');
    await mustReachCourse(ctx, gap.episodeId);
    const now = ctx.now();
    const startsAt = instantAt(input.on, input.time, gap.series.zone);
    if (Temporal.Instant.compare(startsAt, now) <= 0) return fail('scheduling/in-the-past');
    if (Temporal.Instant.compare(startsAt, now.add({ hours: 24 * furthestAheadDays })) > 0)
      return fail('scheduling/too-far-ahead', { days: furthestAheadDays });
    try {
      return await ctx.write(async (tx) => {
        const placed = await settleGap(tx, input.gapId, { startsAt, staffId });
        if (placed.done) return { sessionId: placed.sessionId, toRing: placed.toRing };
        return placed.clashes.length > 0
          ? fail('scheduling/slot-taken', clashDetails(placed.clashes))
          : fail('conflict');
      });
    } catch (error) {
      if (!isExclusionViolation(error, 'occupied_once')) throw error;
      return fail('scheduling/slot-taken', clashDetails(await findClashes(ctx.db, practiceId, [], gap.series.zone)));
    }
  });
