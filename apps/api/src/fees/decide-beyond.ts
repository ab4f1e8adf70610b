import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockLedger } from './accounts.ts';
import { limitOf, usedSessions } from './arrangements.ts';
import { dayOfSession } from './charge-session.ts';
import { accountOf, addLine, lineShape, reverseLine } from './lines.ts';
import { isWithin } from './rules/limit.ts';

type Decision = {
  clientId: string;
  arrangementId: string;
  choice: 'client-pays' | 'let-go' | 'payer-pays';
  by: 'staff' | 'client';
  /** The practice's local day. */
  today: string;
};

/**
 * Puts the lines that wait for a choice where it says: each is taken back by a contrary line, and stands anew on the chosen account.
 * With 'payer-pays', as many as are within the limit as it is now; the rest goes on waiting.
 * @returns for how many sessions something was decided
 */
export async function decideBeyond(tx: WriteTransaction, decision: Decision): Promise<{ sessions: number }> {
  const { practiceId } = tx;
  const { clientId, arrangementId, choice, by } = decision;
  await lockLedger(tx, clientId);
  const arrangement = await tx.paymentArrangement.findFirst({ where: { practiceId, clientId, id: arrangementId } });
  if (!arrangement) return fail('not-found');
  const all = await tx.ledgerEntry.findMany({
    where: { practiceId, clientId, arrangementId, party: 'undecided', kind: 'charge', reversesId: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: {
      ...lineShape,
      ledgerEntryAsReverses: { select: { id: true } },
      ledgerAllocationAsDebit: { select: { pence: true } },
    },
  });
  // What was let go is closed: something stands against it.
  const waiting = all.filter(
    (line) =>
      line.ledgerEntryAsReverses.length === 0 &&
      line.ledgerAllocationAsDebit.reduce((sum, { pence }) => sum + pence, 0) < line.pence,
  );
  const isStanding = choice === 'client-pays' && arrangement.beyond === 'ask';
  if (waiting.length === 0 && !isStanding) {
    return choice === 'client-pays' && by === 'client' ? { sessions: 0 } : fail('fee/nothing-to-decide');
  }
  let used = (await usedSessions(tx, practiceId, [arrangementId])).get(arrangementId) ?? 0;
  let sessions = 0;
  for (const line of waiting) {
    const { sessionId, pence, reason } = line;
    if (choice === 'let-go') {
      const waiver = { ...accountOf(line), id: randomUUID(), kind: 'waiver' as const, pence, sessionId, arrangementId };
      await addLine(tx, { ...waiver, reason: 'beyond-limit' }, [{ id: line.id }]);
    } else {
      const on = sessionId ? await dayOfSession(tx, sessionId) : decision.today;
      if (choice === 'payer-pays' && !isWithin(limitOf(arrangement, used), on)) continue;
      await reverseLine(tx, line, 'beyond-limit');
      const anew = { clientId, kind: 'charge' as const, pence, reason, sessionId, key: `decided:${line.id}` };
      if (choice === 'client-pays') await addLine(tx, { ...anew, party: 'client', payerId: null });
      else await addLine(tx, { ...anew, party: 'payer', payerId: arrangement.payerId, arrangementId });
      used += 1;
    }
    sessions += 1;
  }
  if (choice === 'payer-pays' && sessions === 0) return fail('fee/nothing-to-decide');
  if (isStanding) {
    await tx.paymentArrangement.updateMany({
      where: { practiceId, id: arrangementId },
      data: {
        beyond: 'client-pays',
        beyondChosenAt: dateOf(tx.now()),
        beyondChosenBy: by,
        version: { increment: 1 },
      },
    });
  }
  await tx.audit('fee.beyond-limit-decided', {
    subjectType: 'arrangement',
    subjectId: arrangementId,
    clientId,
    facts: { choice, by, sessions },
  });
  return { sessions };
}
