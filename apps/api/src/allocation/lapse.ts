import { isOfferOpen, offerStateSchema } from '@heather/allocation';
import type { JobContext } from '../jobs/job-context.ts';
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
  for (const { id } of due) {
    await ctx.write(async (tx) => {
      const offer = await lockOffer(tx, id);
      // Answered, or given more time, between the look and the lock.
      const isOver = !openStates.some((state) => state === offer.state);
      if (isOver || offer.heldUntil.getTime() > tx.now().epochMilliseconds) return;
      await stepOffer(tx, offer, { type: 'lapse' });
    });
  }
}
