import { randomUUID } from 'node:crypto';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * Waives what is still owed for one session, for everybody who owes it. Once: a second time finds nothing owed.
 * @param why a coded reason; it stands in the trail
 * @param most never more than this: what money that names no session has settled is not waived again
 * @returns how many pence were waived
 */
export async function waiveSession(
  tx: WriteTransaction,
  sessionId: string,
  why: string,
  clientId?: string,
  most = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { practiceId, actor } = tx;
  const rows = await tx.ledgerEntry.findMany({
    where: { practiceId, sessionId, ...(clientId && { clientId }) },
    select: { clientId: true, kind: true, pence: true },
  });
  const owed = new Map<string, number>();
  for (const row of rows) {
    owed.set(row.clientId, (owed.get(row.clientId) ?? 0) + (row.kind === 'charge' ? row.pence : -row.pence));
  }
  let waived = 0;
  for (const [owing, open] of owed) {
    const pence = Math.min(open, most);
    if (pence <= 0) continue;
    const id = randomUUID();
    const { count } = await tx.ledgerEntry.createMany({
      data: [
        {
          practiceId,
          id,
          clientId: owing,
          sessionId,
          kind: 'waiver',
          pence,
          reason: 'waiver',
          method: 'none',
          recordedById: actor.kind === 'staff' ? actor.staffId : null,
          at: dateOf(tx.now()),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    waived += pence;
    await tx.audit('fee.waived', {
      subjectType: 'ledger-entry',
      subjectId: id,
      clientId: owing,
      facts: { pence, why },
    });
  }
  return waived;
}
