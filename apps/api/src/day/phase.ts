import type { DayCard } from './shapes.ts';

type Timed = { id: string; startsAt: Date; endsAt: Date; status: string };
const takesPlace = ['planned', 'moved', 'attended'];

/**
 * Where each session stands at `now`. One that runs is lifted; while none runs it is the next one. One that was cancelled or missed
 * is neither, whatever its time. Sessions in the order of their start.
 */
export function phaseOf(sessions: readonly Timed[], now: Temporal.Instant): Map<string, DayCard['phase']> {
  const at = now.epochMilliseconds;
  const running = sessions.filter(
    ({ status, startsAt, endsAt }) => takesPlace.includes(status) && startsAt.getTime() <= at && endsAt.getTime() > at,
  );
  const next = sessions.find(
    ({ status, startsAt }) => status !== 'attended' && takesPlace.includes(status) && startsAt.getTime() > at,
  );
  return new Map(
    sessions.map(({ id, status, endsAt }) => {
      if (!takesPlace.includes(status)) return [id, 'off'];
      if (endsAt.getTime() <= at) return [id, 'done'];
      if (running.some((one) => one.id === id)) return [id, 'now'];
      return [id, running.length === 0 && next?.id === id ? 'next' : 'later'];
    }),
  );
}
