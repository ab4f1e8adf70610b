/** Asks per client in any seven days, unless the practice has set another number. */
export const asksPerWeek = 3;

/**
 * Which of the planned asks may go out now, in the order given (put what matters most first). An ask counts whether it was
 * answered or left for today: the burden is in the asking. Any seven days, not the calendar's week, so that Sunday and Monday
 * do not add up.
 */
export function withinBurden<T extends { clientId: string }>(
  planned: readonly T[],
  history: readonly { clientId: string; askedAt: Temporal.Instant }[],
  now: Temporal.Instant,
  maxPerWeek = asksPerWeek,
): { ask: T[]; hold: T[] } {
  const since = now.subtract({ hours: 7 * 24 });
  const counts = new Map<string, number>();
  const count = (clientId: string) => counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  for (const { clientId, askedAt } of history) if (Temporal.Instant.compare(askedAt, since) > 0) count(clientId);
  const ask: T[] = [];
  const hold: T[] = [];
  for (const item of planned) {
    if ((counts.get(item.clientId) ?? 0) >= maxPerWeek) hold.push(item);
    else {
      ask.push(item);
      count(item.clientId);
    }
  }
  return { ask, hold };
}
