import { localOn } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockLedger } from './accounts.ts';
import { payingOn } from './arrangements.ts';
import { addLine, lineShape, reverseLine } from './lines.ts';
import { splitFee } from './rules/split-fee.ts';

type Reason = 'session' | 'late-cancellation' | 'did-not-attend';

/**
 * Puts what a session costs into the ledger, shared out among those who pay that day, once however often it is asked. In a group each
 * pays for themselves; a couple or a family has one bill, with whoever had it before. An outcome that was put right takes the first
 * charge back by contrary lines and charges anew; what had been paid stays, as credit.
 */
export async function chargeSession(
  tx: WriteTransaction,
  session: { id: string; episodeId: string },
  clientIds: readonly string[],
  pence: number,
  reason: Reason,
): Promise<void> {
  for (const clientId of await billedOf(tx, session, clientIds)) {
    await lockLedger(tx, clientId);
    await chargeOne(tx, session.id, clientId, pence, reason);
  }
}

async function chargeOne(
  tx: WriteTransaction,
  sessionId: string,
  clientId: string,
  pence: number,
  reason: Reason,
): Promise<void> {
  const { practiceId } = tx;
  const charges = await tx.ledgerEntry.findMany({
    where: { practiceId, sessionId, clientId, kind: 'charge', reversesId: null },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { ...lineShape, ledgerEntryAsReverses: { select: { id: true } } },
  });
  const live = charges.filter(({ ledgerEntryAsReverses }) => ledgerEntryAsReverses.length === 0);
  const isThere = live.length > 0 && live.every((line) => line.reason === reason);
  if (isThere && live.reduce((sum, line) => sum + line.pence, 0) === pence) return;
  for (const line of live) await reverseLine(tx, line, 'put-right');
  if (pence <= 0) return;
  const on = await dayOfSession(tx, sessionId);
  const parts = splitFee(pence, reason !== 'session', await payingOn(tx, practiceId, clientId, on));
  for (const [at, part] of parts.entries()) {
    const key = `session:${sessionId}:${clientId}:${charges.length}:${at}`;
    await addLine(tx, { clientId, sessionId, kind: 'charge', reason, key, ...part });
  }
}

/** The practice's local day on which a session begins. */
export async function dayOfSession(tx: WriteTransaction, sessionId: string): Promise<string> {
  const { practiceId } = tx;
  const [session, practice] = await Promise.all([
    tx.session.findFirst({ where: { practiceId, id: sessionId }, select: { startsAt: true } }),
    tx.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } }),
  ]);
  return localOn(session?.startsAt ?? tx.now(), practice?.timeZone ?? 'Europe/London');
}

async function billedOf(
  tx: WriteTransaction,
  session: { id: string; episodeId: string },
  clientIds: readonly string[],
): Promise<string[]> {
  if (clientIds.length <= 1) return [...clientIds];
  const { practiceId } = tx;
  const { episodeId } = session;
  const episode = await tx.episode.findFirst({ where: { practiceId, id: episodeId }, select: { kind: true } });
  // In one order everywhere: two sessions of one group that are closed at once wait for each other's ledgers, never in a ring.
  if (episode?.kind === 'group') return [...clientIds].sort();
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
  const billed = before?.clientId ?? first?.clientId ?? clientIds[0];
  return billed ? [billed] : [];
}
