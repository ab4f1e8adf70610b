import type { SignIn } from '../trpc/context.ts';

/** ASVS 5.0 §7.3: an idle limit and an absolute one, short because what is behind them is health data. In seconds. */
export const idleLimitSeconds = 30 * 60;
export const absoluteLimitSeconds = 12 * 3600;
/** How long a proof of presence counts for dangerous things (exports, roles, break-glass). */
export const stepUpSeconds = 10 * 60;

const secondsBetween = (from: Temporal.Instant, to: Temporal.Instant) =>
  (to.epochMilliseconds - from.epochMilliseconds) / 1000;

/** Whether a sign-in is still good at `now`. A limit reached to the second is over. */
export function signInState(
  times: { createdAt: Temporal.Instant; lastSeenAt: Temporal.Instant },
  now: Temporal.Instant,
): 'good' | 'idle' | 'too-old' {
  if (secondsBetween(times.createdAt, now) >= absoluteLimitSeconds) return 'too-old';
  if (secondsBetween(times.lastSeenAt, now) >= idleLimitSeconds) return 'idle';
  return 'good';
}

export function stepUpIsFresh(signIn: Pick<SignIn, 'provenAt'>, now: Temporal.Instant): boolean {
  return secondsBetween(signIn.provenAt, now) < stepUpSeconds;
}
