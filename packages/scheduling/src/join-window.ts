import { type Moment, minuteMs, toInstant } from './moment.ts';

/** The link to an online session shows from 15 minutes before the start: time to try sound and picture, not to wait alone. */
export const joinEarlyMinutes = 15;

export type JoinWindow = {
  isOpen: boolean;
  state: 'early' | 'open' | 'over';
  opensAt: Temporal.Instant;
  closesAt: Temporal.Instant;
};

/** Whether the join link is shown: from 15 minutes before the start until the end, half-open. */
export function joinWindow(startsAt: Moment, endsAt: Moment, now: Moment): JoinWindow {
  const opens = startsAt.epochMilliseconds - joinEarlyMinutes * minuteMs;
  const at = now.epochMilliseconds;
  const state = at >= endsAt.epochMilliseconds ? 'over' : at >= opens ? 'open' : 'early';
  return { isOpen: state === 'open', state, opensAt: toInstant(opens), closesAt: toInstant(endsAt.epochMilliseconds) };
}
