import { randomUUID } from 'node:crypto';
import { lockName, Prisma } from '@heather/database';
import type { Tx } from '../database.ts';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { allocate, type Chosen, type Open } from './rules/allocate.ts';

/** Whose account a line stands on: the client's own, a payer's for this client, or nobody's yet. */
export type Account = { clientId: string; party: 'client' | 'payer' | 'undecided'; payerId: string | null };

/** Held by whoever writes one client's lines, until the commit: open sums are read and used up under it. */
export const lockLedger = (tx: WriteTransaction, clientId: string): Promise<void> =>
  lockName(tx, `ledger:${tx.practiceId}:${clientId}`);

/** What the client themselves owe in pence; below zero: they have paid ahead. */
export async function owedBy(db: Tx, practiceId: string, clientId: string): Promise<number> {
  return balanceOf(db, practiceId, { clientId, party: 'client', payerId: null });
}

/** Charges less what was paid and let go on one account. */
export async function balanceOf(db: Tx, practiceId: string, account: Account): Promise<number> {
  const { _sum } = await db.ledgerEntry.aggregate({ where: { practiceId, ...account }, _sum: { effectPence: true } });
  return _sum.effectPence ?? 0;
}

export type OpenLine = Open & { isDebit: boolean };

/** The lines of an account with something still open, oldest first. */
export async function openLines(db: Tx, practiceId: string, account: Account): Promise<OpenLine[]> {
  const { clientId, party, payerId } = account;
  const rows = await db.$queryRaw<{ id: string; is_debit: boolean; open: bigint }[]>(Prisma.sql`
    SELECT e.id, e.effect_pence > 0 AS is_debit, abs(e.effect_pence) - coalesce(a.pence, 0) AS open
    FROM ledger_entry e LEFT JOIN LATERAL (SELECT sum(s.pence) AS pence FROM ledger_allocation s WHERE s.practice_id = e.practice_id
        AND CASE WHEN e.effect_pence > 0 THEN s.debit_id = e.id ELSE s.credit_id = e.id END AND s.client_id = e.client_id) a ON true
    WHERE e.practice_id = ${practiceId}::uuid AND e.client_id = ${clientId}::uuid AND e.party = ${party}
      AND e.payer_id IS NOT DISTINCT FROM ${payerId}::uuid AND abs(e.effect_pence) > coalesce(a.pence, 0)
    ORDER BY e.at, e.id`);
  return rows.map(({ id, is_debit, open }) => ({ id, isDebit: is_debit, pence: Number(open) }));
}

/**
 * Sets what is open on both sides of an account against each other, so that nobody has credit and owes. `prefer` names a new credit
 * that settles chosen debits first. Call it after every line that is written, under lockLedger.
 */
export async function settleAccount(
  tx: WriteTransaction,
  account: Account,
  prefer?: { creditId: string; debits: readonly Chosen[] },
): Promise<void> {
  const open = await openLines(tx, tx.practiceId, account);
  const credits = open.filter(({ isDebit }) => !isDebit);
  const first = credits.filter(({ id }) => id === prefer?.creditId);
  const order = [...first, ...credits.filter(({ id }) => id !== prefer?.creditId)];
  const debits = open.filter(({ isDebit }) => isDebit);
  const found = allocate(order, debits, first.length > 0 ? prefer?.debits : []);
  await writeAllocations(tx, account.clientId, found);
}

async function writeAllocations(
  tx: WriteTransaction,
  clientId: string,
  rows: readonly { creditId: string; debitId: string; pence: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  const { practiceId } = tx;
  const at = dateOf(tx.now());
  await tx.ledgerAllocation.createMany({
    data: rows.map((row) => ({ practiceId, id: randomUUID(), clientId, at, ...row })),
  });
}

/** Frees whatever stands against a line, by contrary rows. */
export async function releaseLine(tx: WriteTransaction, clientId: string, entryId: string): Promise<void> {
  const { practiceId } = tx;
  const held = await tx.ledgerAllocation.groupBy({
    by: ['creditId', 'debitId'],
    where: { practiceId, clientId, OR: [{ creditId: entryId }, { debitId: entryId }] },
    _sum: { pence: true },
  });
  const contrary = held.map(({ creditId, debitId, _sum }) => ({ creditId, debitId, pence: -(_sum.pence ?? 0) }));
  await writeAllocations(
    tx,
    clientId,
    contrary.filter(({ pence }) => pence !== 0),
  );
}

/** Sets a line and its contrary against each other, whole. */
export const tie = (
  tx: WriteTransaction,
  clientId: string,
  line: { id: string; effectPence: number },
  contraryId: string,
): Promise<void> =>
  writeAllocations(tx, clientId, [
    line.effectPence > 0
      ? { creditId: contraryId, debitId: line.id, pence: line.effectPence }
      : { creditId: line.id, debitId: contraryId, pence: -line.effectPence },
  ]);
