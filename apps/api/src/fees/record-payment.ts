import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { loadCourseFor } from '../scheduling/reach.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { type Account, balanceOf, lockLedger } from './accounts.ts';
import { addLine, type Method } from './lines.ts';
import {
  accountFor,
  currencyOf,
  dayInput,
  methodSchema,
  penceSchema,
  receivedDay,
  referenceSchema,
} from './money-input.ts';
import { recordedByHand } from './payment-provider.ts';
import { type IssuedReceipt, issueReceipt } from './receipts.ts';
import type { Chosen } from './rules/allocate.ts';

/**
 * Money came in, on the client's account or on a payer's for them; what it settles may be chosen, else the oldest first. The page makes
 * the line's id, so that a button pressed twice is one payment with one receipt.
 * @throws fee/nothing-owed, or fee/too-much above what is owed, unless the rest is said to stay as credit
 */
export const recordPayment = staffProcedure('fees.recordPayment')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      entryId: idSchema('ledger'),
      payerId: idSchema('payer').optional(),
      pence: penceSchema,
      method: methodSchema,
      receivedOn: dayInput.optional(),
      reference: referenceSchema.optional(),
      /** Charges that this settles before any other. */
      towards: z.array(idSchema('ledger')).max(100).optional(),
      /** Somebody has seen that it is more than is owed, and keeps the rest as credit. */
      keepsCredit: z.boolean().optional(),
    }),
  )
  .output(z.strictObject({ owedPence: z.number(), receipt: z.strictObject({ id: z.string(), number: z.number() }) }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, entryId, pence, method } = input;
    await loadCourseFor(ctx, clientId);
    const receivedOn = receivedDay(ctx.now(), ctx.practice.timeZone, input.receivedOn);
    const currency = await currencyOf(ctx.db, practiceId);
    const asked = { id: entryId, practiceId, pence, currency, method, description: 'Appointment' } as const;
    const taken = await recordedByHand.take(asked);
    if (taken.state === 'refused') return fail('fee/not-taken');
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const account = await accountFor(tx, practiceId, clientId, input.payerId);
      const towards = await knownCharges(tx, account, input.towards ?? []);
      const payment = { id: entryId, pence, method, receivedOn, reference: input.reference ?? taken.providerReference };
      return takePayment(tx, account, payment, { towards, keepsCredit: input.keepsCredit ?? false });
    });
  });

type Payment = {
  id: string;
  pence: number;
  method: Method;
  receivedOn: string;
  reference: string | null;
  batchId?: string;
};

/** Writes one payment and its receipt, once; under lockLedger. @throws conflict when the id is another payment's */
export async function takePayment(
  tx: WriteTransaction,
  account: Account,
  payment: Payment,
  { towards, keepsCredit }: { towards: readonly Chosen[]; keepsCredit: boolean },
): Promise<{ owedPence: number; receipt: IssuedReceipt }> {
  const { practiceId } = tx;
  const before = await balanceOf(tx, practiceId, account);
  const there = await tx.ledgerEntry.findFirst({
    where: { practiceId, id: payment.id },
    select: {
      clientId: true,
      payerId: true,
      pence: true,
      kind: true,
      receiptAsEntry: { select: { id: true, number: true } },
    },
  });
  if (there) {
    const isSame =
      there.kind === 'payment' &&
      there.clientId === account.clientId &&
      there.payerId === account.payerId &&
      there.pence === payment.pence;
    return isSame && there.receiptAsEntry ? { owedPence: before, receipt: there.receiptAsEntry } : fail('conflict');
  }
  if (!keepsCredit && before <= 0) return fail('fee/nothing-owed');
  if (!keepsCredit && payment.pence > before) return fail('fee/too-much', { owedPence: before });
  await addLine(tx, { ...account, ...payment, kind: 'payment', reason: 'payment' }, towards);
  return { owedPence: before - payment.pence, receipt: await issueReceipt(tx, payment.id, account) };
}

/** @throws not-found for a line that is not a debit of this account */
async function knownCharges(tx: WriteTransaction, account: Account, ids: readonly string[]): Promise<Chosen[]> {
  if (ids.length === 0) return [];
  const { practiceId } = tx;
  const found = await tx.ledgerEntry.count({
    where: { practiceId, ...account, id: { in: [...ids] }, effectPence: { gt: 0 } },
  });
  return found === new Set(ids).size ? ids.map((id) => ({ id })) : fail('not-found');
}
