import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { makeLink } from '../agreements/links.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockOffer, type OfferRow } from './load-offer.ts';
import { stepOffer } from './step-offer.ts';

const sent = z.strictObject({ state: z.string(), byMail: z.boolean() });

/**
 * The therapist said yes: the offer goes to everybody who waits together and has a safe address of their own. From now they have the
 * practice's whole time to answer, however long the therapist took.
 * @returns whether a mail leaves; if none does somebody has to ring or write
 */
export async function offerToClient(tx: WriteTransaction, offer: OfferRow): Promise<{ byMail: boolean }> {
  const { practiceId } = tx;
  const practice = await tx.practice.findFirst({ where: { id: practiceId }, select: { offerHoldHours: true } });
  const wholeTime = tx.now().add({ hours: practice?.offerHoldHours ?? 72 }).epochMilliseconds;
  const heldUntil = new Date(Math.max(wholeTime, offer.heldUntil.getTime()));
  const outcome = await stepOffer(tx, offer, { type: 'send-to-client' }, { heldUntil });
  if (!outcome.isChanged) return { byMail: false };
  const participants = await tx.entryParticipant.findMany({
    where: { practiceId, entryId: offer.entryId },
    select: { clientId: true },
  });
  let byMail = false;
  for (const clientId of new Set([offer.clientId, ...participants.map((one) => one.clientId)])) {
    const expiresAt = Temporal.Instant.fromEpochMilliseconds(heldUntil.getTime());
    const { url } = await makeLink(tx, { clientId, purpose: 'answer-offer', offerId: offer.id, expiresAt });
    const key = `offer-ready:${offer.id}:${clientId}`;
    const { willLeave } = await queueMail(tx, { clientId, template: 'offer-ready', params: { url }, key });
    byMail ||= willLeave;
  }
  return { byMail };
}

/** For an offer whose therapist has accepted and which has not gone out. */
export const sendToClient = staffProcedure('allocation.sendToClient')
  .input(z.strictObject({ offerId: idSchema('offer') }))
  .output(sent)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const offer = await lockOffer(tx, input.offerId);
      if (offer.state === 'offered-to-client') return fail('offer/wrong-state');
      const { byMail } = await offerToClient(tx, offer);
      return { state: 'offered-to-client', byMail };
    }),
  );
