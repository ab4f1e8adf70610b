import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { owedBy } from './balances.ts';

/**
 * Money came in. The page makes the entry's id, so that a button pressed twice is one payment.
 * @throws fee/too-much above what is owed; fee/nothing-owed
 */
export const recordPayment = staffProcedure('fees.recordPayment')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      entryId: idSchema('record'),
      pence: z.int().min(1).max(1_000_000),
      method: z.enum(['card', 'transfer', 'cash', 'other']),
    }),
  )
  .output(z.strictObject({ owedPence: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, entryId, pence, method } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockName(tx, `ledger:${practiceId}:${clientId}`);
      const before = await owedBy(tx, practiceId, clientId);
      const there = await tx.ledgerEntry.findFirst({
        where: { practiceId, id: entryId },
        select: { clientId: true, pence: true },
      });
      if (there) return there.clientId === clientId && there.pence === pence ? { owedPence: before } : fail('conflict');
      if (before <= 0) return fail('fee/nothing-owed');
      if (pence > before) return fail('fee/too-much', { owedPence: before });
      await tx.ledgerEntry.createMany({
        data: [
          {
            practiceId,
            id: entryId,
            clientId,
            kind: 'payment',
            pence,
            reason: 'payment',
            method,
            recordedById: staffId,
            at: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('fee.paid', {
        subjectType: 'ledger-entry',
        subjectId: entryId,
        clientId,
        facts: { pence, method },
      });
      return { owedPence: before - pence };
    });
  });
