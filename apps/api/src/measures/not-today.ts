import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { loadOwn } from './own-administration.ts';

/** Left for today: no reason is asked, nobody is alarmed, and what was answered stays kept. */
export const notToday = clientProcedure('measures.notToday')
  .input(z.strictObject({ administrationId: idSchema('administration') }))
  .output(z.strictObject({ state: z.literal('not-today') }))
  .mutation(async ({ ctx, input }) => {
    const { row } = await loadOwn(ctx, input.administrationId);
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { id, clientId } = row;
      const { count } = await tx.administration.updateMany({
        where: { practiceId, id, clientId, state: { in: ['open', 'begun'] } },
        data: { state: 'not-today', version: { increment: 1 } },
      });
      if (count > 0) {
        await tx.audit('measure.left-for-today', { subjectType: 'administration', subjectId: id, clientId });
        return { state: 'not-today' as const };
      }
      const kept = await tx.administration.findFirst({ where: { practiceId, id, clientId }, select: { state: true } });
      return kept?.state === 'not-today' ? { state: 'not-today' as const } : fail('measure/closed');
    });
  });
