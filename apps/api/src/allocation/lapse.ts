import { isOfferOpen, offerStateSchema } from '@heather/allocation';
import { keepHeld, staffPage } from '../agreements/load-pack.ts';
import { countersignDays } from '../agreements/sign.ts';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockOffer } from './load-offer.ts';
import { stepOffer } from './step-offer.ts';

const openStates = offerStateSchema.options.filter(isOfferOpen);

/** Offers whose time has passed give their places back, each in a transaction of its own: one that fails keeps no other waiting. */
export async function lapseOffers(ctx: JobContext): Promise<void> {
  const due = await ctx.db.offer.findMany({
    where: {
      practiceId: ctx.practiceId,
      state: { in: [...openStates] },
      heldUntil: { lte: new Date(ctx.now().epochMilliseconds) },
    },
    orderBy: [{ heldUntil: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  await eachRow(ctx, due, ({ id }) =>
    ctx.write(async (tx) => {
      const offer = await lockOffer(tx, id);
      // Answered, or given more time, between the look and the lock.
      const isOver = !openStates.some((state) => state === offer.state);
      if (isOver || offer.heldUntil.getTime() > tx.now().epochMilliseconds) return;
      if (await keepForCountersignature(tx, id)) return;
      await stepOffer(tx, offer, { type: 'lapse' });
    }),
  );
}

/**
 * Everybody has signed for this place but the therapist: it stays theirs, and the therapist is asked again. It would be a lie to let it
 * go while their page says that the therapist signs next. Taking the agreement back is the way to end it.
 */
async function keepForCountersignature(tx: WriteTransaction, offerId: string): Promise<boolean> {
  const agreement = await tx.workingAgreement.findFirst({
    where: {
      practiceId: tx.practiceId,
      offerId,
      state: 'sent',
      agreementPackAsWorkingAgreement: { some: { state: 'signed' }, none: { state: { not: 'signed' } } },
    },
    select: { therapistId: true, agreementPackAsWorkingAgreement: { select: { id: true, clientId: true }, take: 1 } },
  });
  const pack = agreement?.agreementPackAsWorkingAgreement[0];
  if (!agreement || !pack) return false;
  const until = tx.now().add({ hours: 24 * countersignDays });
  await keepHeld(tx, offerId, until);
  await queueMail(tx, {
    staffId: agreement.therapistId,
    template: 'something-to-read',
    params: { url: staffPage(tx, pack.clientId) },
    key: `agreement-countersign:${pack.id}:${until.epochMilliseconds}`,
  });
  return true;
}
