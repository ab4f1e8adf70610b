import { decideOffer, type OfferEvent, type OfferOutcome, type OfferState } from '@heather/allocation';
import { fail } from '@heather/core';
import { lockName } from '@heather/database';
import type { WriteTransaction } from '../trpc/write.ts';

/** Everything of an offer that a step may need. `heldUntil` in epoch milliseconds, exclusive. */
export type OfferRow = NonNullable<Awaited<ReturnType<typeof find>>>;

const find = (tx: WriteTransaction, { id, therapistId }: { id: string; therapistId?: string }) =>
  tx.offer.findFirst({
    where: {
      practiceId: tx.practiceId,
      id,
      ...(therapistId && { therapistId, heldUntil: { gt: ownOffersSince(tx.now()) } }),
    },
  });

/** An offer that was over a month ago names somebody who may be nobody of this therapist's by now: to them it is there no more. */
export const ownOffersSince = (now: Temporal.Instant): Date =>
  new Date(now.subtract({ hours: 24 * 30 }).epochMilliseconds);

/**
 * An offer that nobody else changes until this transaction ends. `therapistId` makes another therapist's offer not found.
 * @throws Refusal 'not-found'
 */
export async function lockOffer(
  tx: WriteTransaction,
  id: string,
  whose: { therapistId?: string } = {},
): Promise<OfferRow> {
  await lockName(tx, `offer:${tx.practiceId}:${id}`);
  return (await find(tx, { id, ...whose })) ?? fail('not-found');
}

/** Asks the pure core. @throws the core's refusal */
export function decide(offer: OfferRow, event: OfferEvent, now: Temporal.Instant): OfferOutcome {
  const heldUntil = { epochMilliseconds: offer.heldUntil.getTime() };
  const decision = decideOffer({ state: offer.state as OfferState, heldUntil }, event, now);
  return decision.ok ? decision.value : fail(decision.code, decision.details);
}
