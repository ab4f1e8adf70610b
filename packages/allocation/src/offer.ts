import { type Decision, decided, lineSchema, refused } from '@heather/core';
import type { Moment } from '@heather/scheduling';
import { z } from 'zod';

export const offerStateSchema = z.enum([
  'held',
  'accepted-by-therapist',
  'offered-to-client',
  'accepted-by-client',
  'agreed',
  'declined-by-therapist',
  'declined-by-client',
  'lapsed',
  'withdrawn',
]);
export type OfferState = z.infer<typeof offerStateSchema>;

/** 'not-able' is what everybody else reads when the true answer is a conflict of role, so it is open to anyone, without one. */
export const declineReasonSchema = z.enum(['not-able', 'caseload-full', 'time-does-not-suit', 'outside-my-training']);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

export const declineReasonWords: Readonly<Record<DeclineReason, string>> = {
  'not-able': 'Is not able to take this on.',
  'caseload-full': 'The caseload is full.',
  'time-does-not-suit': 'The time does not suit any more.',
  'outside-my-training': 'Lies outside their training.',
};

/** What may happen to an offer. The therapist answers the question about a conflict of role with either answer. */
export const offerEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('therapist-accepts'), hasConflictOfRole: z.boolean() }),
  z.strictObject({
    type: z.literal('therapist-declines'),
    reason: declineReasonSchema,
    hasConflictOfRole: z.boolean(),
    /** For the therapist's own record alone: sealed, and read by its author only. */
    privateWords: lineSchema(500).optional(),
  }),
  z.strictObject({ type: z.literal('send-to-client') }),
  z.strictObject({ type: z.literal('client-accepts') }),
  z.strictObject({ type: z.literal('client-declines') }),
  /** Both have signed. */
  z.strictObject({ type: z.literal('signed') }),
  z.strictObject({ type: z.literal('lapse') }),
  z.strictObject({ type: z.literal('withdraw') }),
]);
export type OfferEvent = z.infer<typeof offerEventSchema>;

export type OfferOutcome = {
  state: OfferState;
  /** false: it was so already (the same button twice); nothing to write. */
  isChanged: boolean;
  /** The held place is free for others from now. */
  isReleased: boolean;
  /** The person is back on the waiting list, with the place in it that they had. */
  isBackOnList: boolean;
  /** Why, as others may read it. Never shows that there was a conflict of role. */
  declineReason: DeclineReason | null;
  /** To be sealed for its author alone; null when there is nothing to keep. */
  privateAnswer: { hasConflictOfRole: true; words: string } | { hasConflictOfRole: false; words: string } | null;
};

type Step = { from: readonly OfferState[]; to: OfferState };
const open: readonly OfferState[] = ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'];

/** The whole machine. A therapist may still step back until the client has been asked; afterwards the practice withdraws. */
export const offerSteps: Readonly<Record<OfferEvent['type'], Step>> = {
  'therapist-accepts': { from: ['held'], to: 'accepted-by-therapist' },
  'therapist-declines': { from: ['held', 'accepted-by-therapist'], to: 'declined-by-therapist' },
  'send-to-client': { from: ['accepted-by-therapist'], to: 'offered-to-client' },
  'client-accepts': { from: ['offered-to-client'], to: 'accepted-by-client' },
  'client-declines': { from: ['offered-to-client', 'accepted-by-client'], to: 'declined-by-client' },
  signed: { from: ['accepted-by-client'], to: 'agreed' },
  lapse: { from: open, to: 'lapsed' },
  withdraw: { from: open, to: 'withdrawn' },
};

/** Does an offer in this state hold its therapist, room and place? Agreed ones are held by the series instead. */
export function isOfferOpen(state: OfferState): boolean {
  return open.includes(state);
}

/**
 * One step of an offer. `heldUntil` is exclusive: at that moment the offer has lapsed, and nothing but lapsing or
 * withdrawing is possible. The same event twice is once.
 * Refuses 'offer/wrong-state', 'offer/lapsed', 'offer/not-yet-lapsed', 'offer/conflict-of-role'.
 */
export function decideOffer(
  offer: { state: OfferState; heldUntil: Moment },
  event: OfferEvent,
  now: Moment,
): Decision<OfferOutcome> {
  const step = offerSteps[event.type];
  const same: OfferOutcome = {
    state: offer.state,
    isChanged: false,
    isReleased: false,
    isBackOnList: false,
    declineReason: null,
    privateAnswer: null,
  };
  if (
    event.type === 'therapist-accepts' &&
    event.hasConflictOfRole &&
    (offer.state === 'held' || offer.state === step.to)
  ) {
    return refused('offer/conflict-of-role');
  }
  if (offer.state === step.to) return decided(same);
  if (offer.state === 'lapsed') return refused('offer/lapsed');
  if (!step.from.includes(offer.state)) return refused('offer/wrong-state', { state: offer.state });
  const hasRunOut = now.epochMilliseconds >= offer.heldUntil.epochMilliseconds;
  if (event.type === 'lapse' && !hasRunOut) return refused('offer/not-yet-lapsed');
  if (hasRunOut && event.type !== 'lapse' && event.type !== 'withdraw') return refused('offer/lapsed');
  const isReleased = !open.includes(step.to) && step.to !== 'agreed';
  const outcome = { ...same, state: step.to, isChanged: true, isReleased, isBackOnList: isReleased };
  if (event.type !== 'therapist-declines') return decided(outcome);
  return decided({
    ...outcome,
    // With a conflict the reason that was ticked is not told either: any other might point to it.
    declineReason: event.hasConflictOfRole ? 'not-able' : event.reason,
    privateAnswer:
      event.hasConflictOfRole || event.privateWords
        ? { hasConflictOfRole: event.hasConflictOfRole, words: event.privateWords ?? '' }
        : null,
  });
}
