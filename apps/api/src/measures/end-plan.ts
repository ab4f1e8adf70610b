import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { dateOf } from './instants.ts';
import { loadCourse } from './load-course.ts';

/** Ends a plan; what it has asked and nobody has begun is closed with it. Ended twice is ended once. */
export const endPlan = staffProcedure('measures.endPlan')
  .input(z.strictObject({ planId: idSchema('plan') }))
  .output(z.strictObject({ endedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const found = await ctx.db.measurePlan.findFirst({ where: { practiceId, id: input.planId } });
    if (!found) return fail('not-found');
    const course = await loadCourse(ctx, found.clientId);
    if (course.episodeId !== found.episodeId) return fail('not-found');
    return ctx.write(async (tx) => {
      const endedAt = dateOf(tx.now());
      const { count } = await tx.measurePlan.updateMany({
        where: { practiceId, id: found.id, endedAt: null },
        data: { endedAt },
      });
      if (count === 0) {
        const kept = await tx.measurePlan.findFirst({ where: { practiceId, id: found.id }, select: { endedAt: true } });
        return { endedAt: (kept?.endedAt ?? endedAt).toISOString() };
      }
      await tx.administration.updateMany({
        where: { practiceId, planId: found.id, state: 'open' },
        data: { state: 'closed', version: { increment: 1 } },
      });
      await tx.audit('measure.plan-ended', { subjectType: 'plan', subjectId: found.id, clientId: found.clientId });
      return { endedAt: endedAt.toISOString() };
    });
  });
