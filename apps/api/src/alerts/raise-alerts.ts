import { randomUUID } from 'node:crypto';
import type { Ciphertext } from '@heather/database';
import { promiseFor, type RiskSignal } from '@heather/outcomes';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { firstHolder, type SafetyNet } from './safety-net.ts';

export type RaisedAlert = {
  alertId: string;
  /** What the client is told; null when the practice has no hours in which anybody could promise to read it. */
  promisedByAt: Temporal.Instant | null;
  holderId: string;
};

type Subject = { clientId: string; administrationId: string };

/** Where an alert's sealed words belong. */
export const alertPlace = (column: 'answer_sealed' | 'action_sealed', rowId: string) => ({
  table: 'risk_alert',
  column,
  rowId,
});

/**
 * A safety answer acts in the transaction that keeps it: an alert with its promise, its first holder and its first step on record.
 * The same answer again does nothing; a milder one does not take it back; a worse one is read anew, also after somebody acted.
 */
export async function raiseAlert(
  tx: WriteTransaction,
  subject: Subject,
  signal: RiskSignal,
  net: SafetyNet,
  nextSessionAt: Temporal.Instant | null,
): Promise<RaisedAlert> {
  const { practiceId } = tx;
  const now = tx.now();
  const promise = promiseFor(signal.tier, now, net.hours, net.zone, nextSessionAt);
  const kept = await tx.riskAlert.findFirst({
    where: { practiceId, administrationId: subject.administrationId, itemNumber: signal.item },
  });
  if (kept) {
    const before = JSON.parse(
      await tx.vault.open(subject.clientId, alertPlace('answer_sealed', kept.id), kept.answerSealed as Ciphertext),
    ) as { position: number };
    if (signal.position <= before.position) return told(kept);
  }
  const id = kept?.id ?? randomUUID();
  const answerSealed = await tx.vault.seal(
    subject.clientId,
    alertPlace('answer_sealed', id),
    JSON.stringify({ item: signal.item, position: signal.position }),
  );
  if (kept?.state === 'open') return worsen(tx, kept, signal, answerSealed, promise);

  const { holderId, mayPass } = firstHolder(net);
  const promisedByAt = promise ?? now;
  const row = {
    tier: signal.tier,
    answerSealed,
    raisedAt: dateOf(now),
    promisedByAt: dateOf(promisedByAt),
    holderId,
    heldSinceAt: dateOf(now),
    passesAt: mayPass ? dateOf(promisedByAt) : null,
    state: 'open',
  };
  if (kept) {
    // What was done about the milder answer stays beside what will be done about this one.
    const again = { ...row, acknowledgedAt: null, acknowledgedById: null };
    await tx.riskAlert.updateMany({ where: { practiceId, id }, data: again });
  } else {
    const { clientId, administrationId } = subject;
    await tx.riskAlert.createMany({
      data: [{ practiceId, id, clientId, administrationId, itemNumber: signal.item, ...row }],
    });
  }
  await noteHop(tx, { id, clientId: subject.clientId }, 'raised', holderId, now);
  await tx.audit(kept ? 'alert.raised-again' : 'alert.raised', {
    subjectType: 'alert',
    subjectId: id,
    clientId: subject.clientId,
  });
  await tellHolder(tx, id, holderId, now);
  return { alertId: id, promisedByAt: promise, holderId };
}

type KeptAlert = {
  id: string;
  clientId: string;
  tier: string;
  raisedAt: Date;
  promisedByAt: Date;
  passesAt: Date | null;
  holderId: string;
};

/**
 * Nobody has acted yet: the worse answer takes the place of the first, and the earlier of the two promises holds. Who holds it is
 * told again: they may have read the milder one, and the time may be nearer than they think.
 */
async function worsen(
  tx: WriteTransaction,
  kept: KeptAlert,
  signal: RiskSignal,
  answerSealed: Ciphertext,
  promise: Temporal.Instant | null,
): Promise<RaisedAlert> {
  const promised = instantOf(kept.promisedByAt);
  const isSooner = promise !== null && Temporal.Instant.compare(promise, promised) < 0;
  const tier = kept.tier === 'today' ? 'today' : signal.tier;
  const sooner = isSooner ? { promisedByAt: dateOf(promise), ...(kept.passesAt && { passesAt: dateOf(promise) }) } : {};
  const data = { tier, answerSealed, ...sooner };
  await tx.riskAlert.updateMany({ where: { practiceId: tx.practiceId, id: kept.id }, data });
  // What was read was the milder answer: from here on it is unread again.
  await noteHop(tx, kept, 'raised', kept.holderId, tx.now());
  await tellHolder(tx, kept.id, kept.holderId, tx.now());
  await tx.audit('alert.raised-again', { subjectType: 'alert', subjectId: kept.id, clientId: kept.clientId });
  return told({ ...kept, ...sooner });
}

/** A promise that equals the moment of raising was none: there were no hours to make one in. */
export function told(alert: Pick<KeptAlert, 'id' | 'raisedAt' | 'promisedByAt' | 'holderId'>): RaisedAlert {
  const isPromise = alert.promisedByAt.getTime() > alert.raisedAt.getTime();
  const promisedByAt = isPromise ? instantOf(alert.promisedByAt) : null;
  return { alertId: alert.id, promisedByAt, holderId: alert.holderId };
}

/** One step on record. Not read back: who writes it may not always read the steps. */
export async function noteHop(
  tx: WriteTransaction,
  alert: { id: string; clientId: string },
  kind: 'raised' | 'passed' | 'read' | 'acknowledged',
  staffId: string,
  at: Temporal.Instant,
): Promise<void> {
  const { practiceId } = tx;
  await tx.riskAlertHop.createMany({
    data: [{ practiceId, alertId: alert.id, clientId: alert.clientId, kind, staffId, at: dateOf(at) }],
  });
}

/** A neutral mail that leads to the portal's first page, where the strip stands: no address says "alert". */
export async function tellHolder(
  tx: WriteTransaction,
  alertId: string,
  staffId: string,
  at: Temporal.Instant,
): Promise<void> {
  await queueMail(tx, {
    staffId,
    template: 'something-to-read',
    params: { url: `${tx.shell.addresses.staffUrl}/` },
    key: `alert:${alertId}:${staffId}:${at.epochMilliseconds}`,
  });
}
