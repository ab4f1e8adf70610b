import { dateOnSchema, fail, idSchema } from '@heather/core';
import { localLabel, seriesLabel } from '@heather/scheduling';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { clashSchema, findClashes } from './find-clashes.ts';
import { loadCourseFor } from './reach.ts';
import { standingPlan } from './standing-plan.ts';

export const standingInput = z.strictObject({
  clientId: idSchema('client'),
  /** The first day; it is the agreed weekday. */
  firstOn: dateOnSchema,
  roomId: idSchema('room').nullish(),
  /** Goes on until it is ended, whatever number of sessions was planned. */
  openEnded: z.boolean().optional(),
});

/** Every session that booking would make, with every clash named, and nothing written. The same function books. */
export const previewSeries = staffProcedure('scheduling.previewSeries')
  .input(standingInput)
  .output(
    z.strictObject({
      label: z.string(),
      count: z.number().nullable(),
      roomId: z.string().nullable(),
      sessions: z.array(z.strictObject({ key: z.string(), when: z.string(), clashes: z.array(clashSchema) })),
      clashes: z.array(clashSchema),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const course = await loadCourseFor(ctx, input.clientId);
    const plan = await standingPlan(ctx.db, practiceId, course, input, ctx.now());
    if (plan.occurrences.length === 0) return fail('scheduling/bad-rule');
    const { resources, rule } = plan;
    const candidates = plan.occurrences.map(({ key, start, end }) => ({ key, start, end, resources }));
    const clashes = await findClashes(ctx.db, practiceId, candidates, rule.zone, { offerId: plan.agreement.offerId });
    return {
      label: seriesLabel(rule),
      count: plan.count,
      roomId: plan.roomId,
      sessions: plan.occurrences.map(({ key, start }) => ({
        key,
        when: localLabel(start, rule.zone, { withYear: true }),
        clashes: clashes.filter((clash) => clash.key === key),
      })),
      clashes,
    };
  });
