export {
  caseloadWeight,
  defaultWeightTenths,
  type EpisodeKind,
  episodeWeight,
  type WeighedEpisode,
  weightWords,
} from './caseload.ts';
export {
  type CapacityWeek,
  forecastCapacity,
  mondaysFrom,
  openings,
  plannedEnding,
  reviewAhead,
  type TakenPlace,
} from './forecast.ts';
export { type AllocatableTherapist, matchTherapists, type TherapistMatch, type WaitingEntry } from './match.ts';
export {
  type DeclineReason,
  decideOffer,
  declineReasonSchema,
  declineReasonWords,
  isOfferOpen,
  type OfferEvent,
  type OfferOutcome,
  type OfferState,
  offerEventSchema,
  offerStateSchema,
  offerSteps,
} from './offer.ts';
export { type AllocationPlan, planAllocation, type Suggestion } from './plan.ts';
export { firmWishes } from './plan-options.ts';
export { orderWaitingList, pastLimit, type Waiting, type WaitingRow, waitingDays } from './waiting-list.ts';
export {
  type Answer,
  partsOfDay,
  type WishAnswer,
  type Wishes,
  type WishKind,
  wishedTimeSchema,
  wishesSchema,
  wishKinds,
} from './wishes.ts';
