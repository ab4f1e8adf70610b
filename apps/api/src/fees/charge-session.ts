import { randomUUID } from 'node:crypto';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/**
 * Puts what a session costs into the ledger, once however often it is asked: one charge a session and person. In a group each pays
 * for themselves; a couple or a family has one bill, with whoever had it before.
 */
export async function chargeSession(
  tx: WriteTransaction,
  session: { id: string; episodeId: string },
  clientIds: readonly string[],
  pence: number,
  reason: 'session' | 'late-cancellation' | 'did-not-attend',
): Promise<void> {
  if (pence <= 0) return;
  const { practiceId } = tx;
  for (const clientId of await payersOf(tx, session.episodeId, clientIds)) {
    const id = randomUUID();
    const { count } = await tx.ledgerEntry.createMany({
      data: [
        {
          practiceId,
          id,
          clientId,
          sessionId: session.id,
          kind: 'charge',
          pence,
          reason,
          method: 'none',
          at: dateOf(tx.now()),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) continue;
    await tx.audit('fee.charged', { subjectType: 'ledger-entry', subjectId: id, clientId, facts: { pence, reason } });
  }
}

async function payersOf(tx: WriteTransaction, episodeId: string, clientIds: readonly string[]): Promise<string[]> {
  if (clientIds.length <= 1) return [...clientIds];
  const { practiceId } = tx;
  const episode = await tx.episode.findFirst({ where: { practiceId, id: episodeId }, select: { kind: true } });
  if (episode?.kind === 'group') return [...clientIds];
  const [before, first] = await Promise.all([
    tx.ledgerEntry.findFirst({
      where: { practiceId, kind: 'charge', clientId: { in: [...clientIds] }, session: { episodeId } },
      orderBy: { at: 'desc' },
      select: { clientId: true },
    }),
    tx.episodeParticipant.findFirst({
      where: { practiceId, episodeId, clientId: { in: [...clientIds] } },
      orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
      select: { clientId: true },
    }),
  ]);
  const payer = before?.clientId ?? first?.clientId ?? clientIds[0];
  return payer ? [payer] : [];
}
