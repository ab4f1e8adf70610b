import { randomUUID } from 'node:crypto';
import { idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { loadCourse } from '../measures/load-course.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { checkInKey } from './open-due.ts';

/** Plans check-ins after each session for a client of one's own, or ends them. Said again it is the same. */
export const plan = staffProcedure('checkIns.plan')
  .input(z.strictObject({ clientId: idSchema('client'), isOn: z.boolean() }))
  .output(z.strictObject({ isOn: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, episodeId } = await loadCourse(ctx, input.clientId);
    return ctx.write(async (tx) => {
      await lockName(tx, `plan:${episodeId}:${clientId}:${checkInKey}`);
      const where = { practiceId, clientId, episodeId, measureKey: checkInKey, endedAt: null };
      const open = await tx.measurePlan.findFirst({ where, select: { id: true } });
      if ((open !== null) === input.isOn) return { isOn: input.isOn };
      const now = dateOf(tx.now());
      if (open) {
        await tx.measurePlan.updateMany({ where, data: { endedAt: now } });
        await tx.audit('measure.plan-ended', { subjectType: 'plan', subjectId: open.id, clientId });
      } else {
        const id = randomUUID();
        const data = { ...where, id, cadence: 'each-session', plannedById: staffId, startsAt: now };
        await tx.measurePlan.create({ data });
        await tx.audit('measure.planned', { subjectType: 'plan', subjectId: id, clientId });
      }
      return { isOn: input.isOn };
    });
  });
