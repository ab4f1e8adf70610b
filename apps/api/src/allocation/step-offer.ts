import { randomUUID } from 'node:crypto';
import type { OfferEvent, OfferOutcome } from '@heather/allocation';
import type { AuditEventType } from '@heather/audit';
import type { WriteTransaction } from '../trpc/write.ts';
import { releaseHold } from './hold.ts';
import { decide, type OfferRow } from './load-offer.ts';

const auditTypes: Partial<Record<OfferEvent['type'], AuditEventType>> = {
  'therapist-accepts': 'offer.accepted-by-therapist',
  'therapist-declines': 'offer.declined-by-therapist',
  'send-to-client': 'offer.sent-to-client',
  'client-accepts': 'offer.accepted-by-client',
  'client-declines': 'offer.declined-by-client',
  lapse: 'offer.lapsed',
  withdraw: 'offer.withdrawn',
};

type Changes = Parameters<WriteTransaction['offer']['updateMany']>[0]['data'];

/**
 * One step of a locked offer: decided, written, noted in its history and in the trail; a step that ends it frees the place and puts
 * the person back where they stood in the list. The same step twice writes nothing.
 */
export async function stepOffer(
  tx: WriteTransaction,
  offer: OfferRow,
  event: OfferEvent,
  changes: Changes = {},
): Promise<OfferOutcome> {
  const outcome = decide(offer, event, tx.now());
  if (!outcome.isChanged) return outcome;
  const { practiceId } = tx;
  const at = new Date(tx.now().epochMilliseconds);
  await tx.offer.updateMany({
    where: { practiceId, id: offer.id },
    data: {
      ...changes,
      state: outcome.state,
      version: { increment: 1 },
      ...(event.type.startsWith('therapist-') && { therapistAnsweredAt: at }),
      ...(event.type.startsWith('client-') && { clientAnsweredAt: at }),
      ...(outcome.isReleased && { closedAt: at }),
    },
  });
  const { actor } = tx;
  await tx.offerEvent.createMany({
    data: [
      {
        practiceId,
        id: randomUUID(),
        offerId: offer.id,
        clientId: offer.clientId,
        kind: event.type,
        actorKind: actor.kind === 'staff' || actor.kind === 'client' ? actor.kind : 'system',
        actorId: actor.kind === 'staff' ? actor.staffId : actor.kind === 'client' ? actor.clientId : null,
        at,
      },
    ],
  });
  const type = auditTypes[event.type];
  if (type) {
    await tx.audit(type, { subjectType: 'offer', subjectId: offer.id, clientId: offer.clientId, changes: ['state'] });
  }
  if (outcome.isReleased) await releaseHold(tx, offer.id);
  if (outcome.isBackOnList) await putBack(tx, offer);
  return outcome;
}

/** Back on the list as from the first day, and a course that had only been proposed is closed with its allocation. */
async function putBack(tx: WriteTransaction, offer: OfferRow): Promise<void> {
  const { practiceId } = tx;
  const at = new Date(tx.now().epochMilliseconds);
  await tx.waitingListEntry.updateMany({
    where: { practiceId, id: offer.entryId, state: { in: ['offered', 'allocated'] } },
    data: { state: 'waiting' },
  });
  await tx.signingLink.updateMany({
    where: { practiceId, offerId: offer.id, purpose: 'answer-offer', revokedAt: null, usedAt: null },
    data: { revokedAt: at },
  });
  const allocations = await tx.allocation.findMany({
    where: { practiceId, offerId: offer.id, untilAt: null, episode: { state: 'proposed' } },
    select: { id: true, episodeId: true },
  });
  for (const { id, episodeId } of allocations) {
    await tx.allocation.updateMany({ where: { practiceId, id }, data: { untilAt: at } });
    await tx.episode.updateMany({
      where: { practiceId, id: episodeId, state: 'proposed' },
      data: { state: 'ended', endedAt: at },
    });
    await tx.audit('allocation.ended', {
      subjectType: 'allocation',
      subjectId: id,
      clientId: offer.clientId,
      changes: ['until_at'],
    });
  }
}
