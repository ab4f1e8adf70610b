import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { loadOwnCheckIn, takesAnswers } from './own-check-in.ts';

/** "Not today" needs no reason, alarms nobody, and can be taken back until it closes. What was answered stays kept. */
export const notToday = clientProcedure('checkIns.notToday')
  .input(z.strictObject({ checkInId: idSchema('check-in') }))
  .output(z.strictObject({ state: z.literal('not-today') }))
  .mutation(async ({ ctx, input }) => {
    const { id, clientId, state } = await loadOwnCheckIn(ctx, input.checkInId);
    if (state === 'not-today') return { state: 'not-today' };
    return ctx.write(async (tx) => {
      const { count } = await tx.checkIn.updateMany({
        where: {
          practiceId: tx.practiceId,
          id,
          clientId,
          state: { in: takesAnswers },
          closesAt: { gt: dateOf(tx.now()) },
        },
        data: { state: 'not-today', version: { increment: 1 } },
      });
      if (count === 0) return fail('measure/closed');
      await tx.audit('check-in.left-for-today', { subjectType: 'check-in', subjectId: id, clientId });
      return { state: 'not-today' };
    });
  });
