import type { WriteTransaction } from '../trpc/write.ts';
import { lockLedger } from './accounts.ts';
import { lineShape, reverseLine } from './lines.ts';

/**
 * Takes back every charge of a session that we did not hold after all, on whosever account it stands: nothing is owed for it, and what
 * was paid is credit. Twice is once.
 * @returns how many pence are no longer charged
 */
export async function takeBackSession(tx: WriteTransaction, sessionId: string): Promise<number> {
  const { practiceId } = tx;
  const lines = await tx.ledgerEntry.findMany({
    where: { practiceId, sessionId, kind: 'charge', reversesId: null },
    orderBy: [{ clientId: 'asc' }, { at: 'asc' }, { id: 'asc' }],
    select: lineShape,
  });
  let pence = 0;
  for (const line of lines) {
    await lockLedger(tx, line.clientId);
    if (await reverseLine(tx, line, 'not-held')) pence += line.pence;
  }
  return pence;
}
