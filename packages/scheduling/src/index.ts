export type { RoomHours, RoomNeeds, SearchGround, TherapistHours } from './availability.ts';
export * from './away-times.ts';
export * from './away-words.ts';
export { bankHolidays } from './bank-holidays.ts';
export { type CancellationTerms, type CancelledBy, cancellationTerms } from './cancellation.ts';
export { type Candidate, type Clash, findConflicts, type Taken } from './conflicts.ts';
export { type AppointmentIcs, appointmentIcs } from './ics.ts';
export { type JoinWindow, joinEarlyMinutes, joinWindow } from './join-window.ts';
export * from './labels.ts';
export type { Moment, Span } from './moment.ts';
export {
  type OccupiedRange,
  occupiedRanges,
  type Resource,
  type ResourceKind,
  resourceKeys,
  resourcesOf,
  type Takes,
  type Taking,
} from './occupied.ts';
export * from './schemas.ts';
export { expandSeries, isOccurrence, type Occurrence, withException } from './series.ts';
export * from './session-decisions.ts';
export { findSlots, longestSearchDays, type Slot, type SlotQuery } from './slots.ts';
export {
  findWeeklyPlaces,
  liesIn,
  type TimeWindow,
  type WeeklyPlace,
  type WeeklyPlacesQuery,
} from './weekly-places.ts';
