import { randomUUID } from 'node:crypto';
import { lockName } from '@heather/database';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import type { Account } from './accounts.ts';

export type IssuedReceipt = { id: string; number: number };

/**
 * Numbers a receipt for a payment. Numbers of a practice have no gap: they are given one at a time, under a lock held until the commit,
 * and a payment that is not written gives none. Call it last: everybody who takes money waits here for everybody else.
 */
export async function issueReceipt(tx: WriteTransaction, entryId: string, account: Account): Promise<IssuedReceipt> {
  const { practiceId, actor } = tx;
  await lockName(tx, `receipt:${practiceId}`);
  const last = await tx.receipt.findFirst({
    where: { practiceId },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  const id = randomUUID();
  const number = (last?.number ?? 0) + 1;
  const issuedTo = await nameOf(tx, account);
  await tx.receipt.createMany({
    data: [
      {
        practiceId,
        id,
        number,
        clientId: account.clientId,
        entryId,
        issuedTo,
        issuedById: actor.kind === 'staff' ? actor.staffId : null,
        issuedAt: dateOf(tx.now()),
      },
    ],
  });
  await tx.audit('receipt.issued', {
    subjectType: 'receipt',
    subjectId: id,
    clientId: account.clientId,
    facts: { number },
  });
  return { id, number };
}

async function nameOf(tx: WriteTransaction, { clientId, payerId }: Account): Promise<string> {
  const { practiceId } = tx;
  if (payerId) {
    const payer = await tx.payer.findFirst({ where: { practiceId, id: payerId }, select: { name: true } });
    return payer?.name ?? '';
  }
  const client = await tx.client.findFirst({
    where: { practiceId, id: clientId },
    select: { firstName: true, lastName: true },
  });
  return client ? `${client.firstName} ${client.lastName}` : '';
}
