import { hourMs, type Moment, toInstant } from './moment.ts';

export type CancelledBy = 'client' | 'practice';

/** What cancelling at a moment means under the agreement: whether the window is still open, what is due, and when it closes. */
export type CancellationTerms = { kind: 'in-time' | 'late'; feeDuePence: number; closesAt: Temporal.Instant };

/**
 * The window closes `windowHours` (elapsed) before the start; at that very moment it is still in time. A client who
 * cancels late owes the whole fee; the practice never charges for what it cancels itself.
 */
export function cancellationTerms(input: {
  startsAt: Moment;
  now: Moment;
  windowHours: number;
  feePence: number;
  by: CancelledBy;
}): CancellationTerms {
  const closes = input.startsAt.epochMilliseconds - Math.round(input.windowHours * hourMs);
  const kind = input.now.epochMilliseconds <= closes ? 'in-time' : 'late';
  return {
    kind,
    feeDuePence: kind === 'late' && input.by === 'client' ? input.feePence : 0,
    closesAt: toInstant(closes),
  };
}
