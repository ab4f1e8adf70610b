import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { loadSafetyNet } from '../alerts/safety-net.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { askable, definitionOf, measureKeySchema } from './definitions.ts';
import { dateOf } from './instants.ts';
import { loadCourse } from './load-course.ts';

/**
 * Plans a measure for a client of one's own. One plan a measure: a second one is refused, and ended first.
 * @throws measure/ladder-empty when it asks about safety, nobody stands on the ladder, and it would be asked outside the session
 */
export const plan = staffProcedure('measures.plan')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      measureKey: measureKeySchema,
      cadence: z.enum(['first', 'each-session', 'every-n', 'in-session']),
      /** With every-n alone: 2 to 26 sessions. */
      everyN: z.int().min(2).max(26).nullable(),
    }),
  )
  .output(z.strictObject({ planId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, episodeId, therapistId } = await loadCourse(ctx, input.clientId);
    const { key } = definitionOf(input.measureKey);
    if ((input.cadence === 'every-n') !== (input.everyN !== null)) return fail('bad-input', { fields: ['everyN'] });
    const net = await loadSafetyNet(ctx.db, ctx.practice, therapistId, ctx.now());
    const how = askable(key, net.isUsable);
    if (input.cadence !== 'in-session' && how === 'in-session-ladder') return fail('measure/ladder-empty');
    if (input.cadence !== 'in-session' && how === 'in-session-wording')
      return fail('bad-input', { fields: ['cadence'] });
    const id = randomUUID();
    return ctx.write(async (tx) => {
      await lockName(tx, `plan:${episodeId}:${clientId}:${key}`);
      const same = { practiceId, clientId, episodeId, measureKey: key, endedAt: null };
      if (await tx.measurePlan.findFirst({ where: same, select: { id: true } })) return fail('conflict');
      const { cadence, everyN } = input;
      await tx.measurePlan.create({
        data: { ...same, id, cadence, everyN, plannedById: staffId, startsAt: dateOf(tx.now()) },
      });
      await tx.audit('measure.planned', { subjectType: 'plan', subjectId: id, clientId });
      return { planId: id };
    });
  });
