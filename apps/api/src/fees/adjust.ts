import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { balanceOf, lockLedger, owedBy } from './accounts.ts';
import { addLine, lineShape, reverseLine } from './lines.ts';
import { accountFor, currencyOf, dayInput, methodSchema, penceSchema, receivedDay } from './money-input.ts';
import { recordedByHand } from './payment-provider.ts';

const owed = z.strictObject({ owedPence: z.number() });
const which = { clientId: idSchema('client'), entryId: idSchema('ledger'), payerId: idSchema('payer').optional() };

/** Was this line written already, by the first of two presses? @throws conflict when the id is another line's */
async function isThere(
  tx: Parameters<typeof addLine>[0],
  line: { id: string; clientId: string; kind: string; pence: number },
): Promise<boolean> {
  const { id, clientId, kind, pence } = line;
  const found = await tx.ledgerEntry.findFirst({
    where: { practiceId: tx.practiceId, id },
    select: { clientId: true, kind: true, pence: true },
  });
  if (!found) return false;
  const isSame = found.clientId === clientId && found.kind === kind && found.pence === pence;
  return isSame || fail('conflict');
}

/** A sum more or less than the sessions came to, for a coded reason. Less than is owed becomes credit. */
export const adjust = staffProcedure('fees.adjust')
  .input(
    z.strictObject({
      ...which,
      direction: z.enum(['up', 'down']),
      pence: penceSchema,
      reason: z.enum(['wrong-sum', 'agreed-otherwise', 'room-or-material', 'goodwill']),
    }),
  )
  .output(owed)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, entryId: id, pence, reason } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const account = await accountFor(tx, practiceId, clientId, input.payerId);
      const line = { ...account, id, kind: `adjustment-${input.direction}` as const, pence, reason };
      if (!(await isThere(tx, line))) await addLine(tx, line);
      return { owedPence: await owedBy(tx, practiceId, clientId) };
    });
  });

/** Money goes back: never more than is held as credit. @throws fee/no-credit */
export const refund = staffProcedure('fees.refund')
  .input(
    z.strictObject({
      ...which,
      pence: penceSchema,
      method: methodSchema,
      paidOn: dayInput.optional(),
      reason: z.enum(['paid-ahead', 'paid-twice']),
    }),
  )
  .output(owed)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, entryId: id, pence, method } = input;
    await loadCourseFor(ctx, clientId);
    const receivedOn = receivedDay(ctx.now(), ctx.practice.timeZone, input.paidOn);
    const currency = await currencyOf(ctx.db, practiceId);
    const asked = { id, practiceId, pence, currency, method, description: 'Appointment' } as const;
    const given = await recordedByHand.giveBack(asked);
    if (given.state === 'refused') return fail('fee/not-taken');
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const account = await accountFor(tx, practiceId, clientId, input.payerId);
      const line = { ...account, id, kind: 'refund' as const, pence, method, receivedOn, reason: input.reason };
      if (!(await isThere(tx, line))) {
        const credit = -(await balanceOf(tx, practiceId, account));
        if (pence > credit) return fail('fee/no-credit', { creditPence: Math.max(0, credit) });
        await addLine(tx, line);
      }
      return { owedPence: await owedBy(tx, practiceId, clientId) };
    });
  });

/**
 * Takes a payment, a refund, a waiver, a write-off or an adjustment back, because it was recorded by mistake: a contrary line, and the
 * charges that it had settled are open again. What a session costs is not taken back here but by what became of the session.
 */
export const takeBack = staffProcedure('fees.takeBack')
  .input(z.strictObject({ clientId: idSchema('client'), entryId: idSchema('ledger') }))
  .output(owed)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, entryId } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const line = await tx.ledgerEntry.findFirst({
        where: { practiceId, clientId, id: entryId, reversesId: null, kind: { not: 'charge' } },
        select: lineShape,
      });
      if (!line) return fail('not-found');
      await reverseLine(tx, line, 'recorded-by-mistake');
      return { owedPence: await owedBy(tx, practiceId, clientId) };
    });
  });
