import { randomUUID } from 'node:crypto';
import { linkRules } from '@heather/consent';
import type { WriteTransaction } from '../trpc/write.ts';
import type { OfferRow } from './load-offer.ts';
import { assessmentOf } from './open-assessment.ts';
import { stepOffer } from './step-offer.ts';

/** Days in which the agreement is signed: as long as a mailed link opens. */
export const agreementDays = linkRules.lifeDays;

/**
 * The client said yes: a proposed course with everybody who waited together, allocated to the therapist. The place stays held until
 * the agreement is signed or its time has passed. Said twice: the same course. After an assessment it is that course which goes on.
 * Needs the rights of staff or of the worker: a client may not open a course by themselves.
 * @throws Refusal 'offer/wrong-state', 'offer/lapsed'
 */
export async function openEpisodeFromOffer(tx: WriteTransaction, offer: OfferRow): Promise<{ episodeId: string }> {
  const { practiceId } = tx;
  const now = tx.now();
  const at = new Date(now.epochMilliseconds);
  const heldUntil = new Date(now.add({ hours: 24 * agreementDays }).epochMilliseconds);
  const outcome = await stepOffer(tx, offer, { type: 'client-accepts' }, { heldUntil });
  if (!outcome.isChanged) return { episodeId: await episodeOf(tx, offer.id) };

  const entry = await tx.waitingListEntry.findFirstOrThrow({
    where: { practiceId, id: offer.entryId },
    select: { episodeKind: true, entryParticipantAsEntry: { select: { clientId: true } } },
  });
  const assessment = await assessmentOf(tx, practiceId, offer.clientId);
  const episodeId = assessment?.episodeId ?? randomUUID();
  const allocationId = randomUUID();
  const { plannedSessions } = offer;
  const clientIds = [...new Set([offer.clientId, ...entry.entryParticipantAsEntry.map((one) => one.clientId)])];
  if (assessment) {
    // The course began with it: one record, whoever goes on. A therapist who does not is theirs no longer.
    const where = { practiceId, id: assessment.allocationId, untilAt: null };
    await tx.allocation.updateMany({ where, data: { untilAt: at } });
    await tx.episode.updateMany({ where: { practiceId, id: episodeId }, data: { plannedSessions } });
    await tx.audit('allocation.ended', {
      subjectType: 'allocation',
      subjectId: assessment.allocationId,
      clientId: offer.clientId,
      changes: ['until_at'],
    });
  } else {
    await tx.episode.createMany({
      data: [{ practiceId, id: episodeId, kind: entry.episodeKind, state: 'proposed', openedAt: at, plannedSessions }],
    });
    await tx.episodeParticipant.createMany({
      data: clientIds.map((clientId) => ({ practiceId, id: randomUUID(), episodeId, clientId, joinedAt: at })),
    });
  }
  await tx.allocation.createMany({
    data: [
      {
        practiceId,
        id: allocationId,
        episodeId,
        therapistId: offer.therapistId,
        offerId: offer.id,
        reason: 'offer-accepted',
        fromAt: at,
        madeById: offer.madeById,
      },
    ],
  });
  await tx.waitingListEntry.updateMany({
    where: { practiceId, id: offer.entryId },
    data: { state: 'allocated', nextContactOn: null },
  });
  await tx.audit('allocation.made', {
    subjectType: 'allocation',
    subjectId: allocationId,
    clientId: offer.clientId,
    facts: { people: clientIds.length },
  });
  return { episodeId };
}

async function episodeOf(tx: WriteTransaction, offerId: string): Promise<string> {
  const found = await tx.allocation.findFirstOrThrow({
    where: { practiceId: tx.practiceId, offerId },
    orderBy: { fromAt: 'asc' },
    select: { episodeId: true },
  });
  return found.episodeId;
}
