import { type ConsentGate, type EffectiveConsent, isGateOpen } from '@heather/consent';
import type { WriteTransaction } from '../trpc/write.ts';
import { effectiveOf } from './effective.ts';

/**
 * What a client's choices come to at this instant of this transaction, for whatever hangs on one of them. Somebody who is taking a yes
 * back meanwhile is waited for, and waits for us: what is done under a yes is done before it was taken back, never after.
 */
export async function lockedConsent(tx: WriteTransaction, clientId: string): Promise<EffectiveConsent> {
  return (await lockedConsents(tx, [clientId])).get(clientId) ?? {};
}

/** The same for several people at once: two queries, however many. */
async function lockedConsents(
  tx: WriteTransaction,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, EffectiveConsent>> {
  if (clientIds.length === 0) return new Map();
  const { practiceId } = tx;
  // One order for all, so that two who ask of the same people never wait for each other.
  const ids = [...new Set(clientIds)].sort();
  await tx.$queryRaw`
    SELECT id FROM client WHERE practice_id = ${practiceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
  return effectiveOf(tx, practiceId, ids, tx.now());
}

/** Of these people, those whose yes stands. */
export async function thoseWhoSaidYes(
  tx: WriteTransaction,
  clientIds: readonly string[],
  gate: ConsentGate,
): Promise<ReadonlySet<string>> {
  const found = await lockedConsents(tx, clientIds);
  return new Set(clientIds.filter((clientId) => isGateOpen(found.get(clientId) ?? {}, gate)));
}
