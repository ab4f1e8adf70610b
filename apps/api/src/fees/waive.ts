import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { owedBy } from './balances.ts';
import { waiveSession } from './waive-session.ts';

/** Why a charge is let go: coded, so that nobody writes what somebody was ill with. */
const waiverReasons = ['illness', 'hardship', 'our-mistake', 'emergency', 'goodwill'] as const;

/** Lets go of what is open of one session's charge. @throws fee/nothing-owed when nothing is */
export const waive = staffProcedure('fees.waive')
  .input(
    z.strictObject({ clientId: idSchema('client'), sessionId: idSchema('session'), reason: z.enum(waiverReasons) }),
  )
  .output(z.strictObject({ owedPence: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, sessionId, reason } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockName(tx, `ledger:${practiceId}:${clientId}`);
      const before = await owedBy(tx, practiceId, clientId);
      const charge = { practiceId, clientId, sessionId, kind: 'charge' };
      if (!(await tx.ledgerEntry.findFirst({ where: charge, select: { id: true } }))) return fail('not-found');
      const waived = before > 0 ? await waiveSession(tx, sessionId, reason, clientId, before) : 0;
      if (waived === 0) return fail('fee/nothing-owed');
      return { owedPence: before - waived };
    });
  });
