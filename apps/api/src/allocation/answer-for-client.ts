import { idSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockOffer, type OfferRow } from './load-offer.ts';
import { openEpisodeFromOffer } from './open-episode.ts';
import { stepOffer } from './step-offer.ts';

const answer = z.enum(['accept', 'not-right']);
const answered = z.strictObject({ state: z.string() });

async function take(tx: WriteTransaction, offer: OfferRow, given: z.infer<typeof answer>): Promise<{ state: string }> {
  if (given === 'not-right') return { state: (await stepOffer(tx, offer, { type: 'client-declines' })).state };
  await openEpisodeFromOffer(tx, offer);
  const url = `${tx.shell.addresses.staffUrl}/offers`;
  const key = `offer-accepted:${offer.id}`;
  await queueMail(tx, { staffId: offer.therapistId, template: 'something-to-read', params: { url }, key });
  return { state: 'accepted-by-client' };
}

/** "Yes", or "not right for me", which needs no reason and has nowhere to put one. */
export const answerOffer = clientProcedure('allocation.answerOffer')
  .input(z.strictObject({ offerId: idSchema('offer'), answer }))
  .output(answered)
  .mutation(async ({ ctx, input }) => {
    // By the client's own rights first: an offer that is not theirs is not there.
    const { practiceId } = ctx.actor;
    const mine = await ctx.db.offer.findFirst({
      where: { practiceId, id: input.offerId, ...seenByClient },
      select: { id: true },
    });
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => take(tx, await lockOffer(tx, mine?.id ?? nobody), input.answer)),
    );
  });

/** Offers that a client may know of: those that went out to them. One that came to nothing before that is none of their cares. */
export const seenByClient = {
  OR: [
    { state: { in: ['offered-to-client', 'accepted-by-client', 'agreed', 'declined-by-client'] } },
    { state: { in: ['lapsed', 'withdrawn'] }, offerEventAsOffer: { some: { kind: 'send-to-client' } } },
  ],
};
const nobody = '00000000-0000-0000-0000-000000000000';

/** The same for somebody who says it on the telephone or by post. If the offer had not gone out, this was how they heard of it. */
export const recordClientAnswer = staffProcedure('allocation.recordClientAnswer')
  .input(z.strictObject({ offerId: idSchema('offer'), answer }))
  .output(answered)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      let offer = await lockOffer(tx, input.offerId);
      if (offer.state === 'accepted-by-therapist') {
        const { state } = await stepOffer(tx, offer, { type: 'send-to-client' });
        offer = { ...offer, state };
      }
      return take(tx, offer, input.answer);
    }),
  );
