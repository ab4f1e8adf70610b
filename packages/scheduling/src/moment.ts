/**
 * Anything that knows its place on the time line: Temporal.Instant, Temporal.ZonedDateTime (native or polyfill), or a
 * plain `{ epochMilliseconds }`. Read to the millisecond; sessions begin on whole minutes.
 */
export type Moment = { readonly epochMilliseconds: number };

/** A half-open stretch of time `[startsAt, endsAt)`: back-to-back spans touch and do not overlap. */
export type Span = { readonly startsAt: Moment; readonly endsAt: Moment };

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export function toInstant(epochMs: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochMs);
}
