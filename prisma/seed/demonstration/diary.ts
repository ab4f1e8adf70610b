import { expandSeries } from '@heather/scheduling';

/** Who is taken when, while the demonstration is laid out: nobody and no room twice, over the whole year and what is to come. */
export type Diary = {
  isFree(resources: readonly string[], start: number, end: number): boolean;
  take(resources: readonly string[], start: number, end: number): void;
  release(resources: readonly string[], start: number): void;
};

export function openDiary(): Diary {
  const taken = new Map<string, Map<number, number>>();
  return {
    isFree: (resources, start, end) =>
      resources.every((resource) => {
        for (const [from, until] of taken.get(resource) ?? []) if (from < end && start < until) return false;
        return true;
      }),
    take: (resources, start, end) => {
      for (const resource of resources) {
        const own = taken.get(resource) ?? new Map<number, number>();
        own.set(start, end);
        taken.set(resource, own);
      }
    },
    release: (resources, start) => {
      for (const resource of resources) taken.get(resource)?.delete(start);
    },
  };
}

export type Rule = {
  start: string;
  zone: string;
  durationMinutes: number;
  everyWeeks: number;
  until?: string;
  count?: number;
};

/** The first of the rules whose every occurrence is free for all it needs, taken at once. */
export function takeFirstFree<C extends { rule: Rule; resources: readonly string[] }>(
  diary: Diary,
  candidates: readonly C[],
  to: Temporal.Instant,
): C {
  for (const candidate of candidates) {
    const times = occurrencesOf(candidate.rule, to);
    if (!times.every(({ start, end }) => diary.isFree(candidate.resources, start, end))) continue;
    for (const { start, end } of times) diary.take(candidate.resources, start, end);
    return candidate;
  }
  throw new Error('no free place for this course: give its therapist more hours');
}

/** Every occurrence of a rule up to an instant, in epoch milliseconds, with its key. */
export function occurrencesOf(rule: Rule, to: Temporal.Instant): { key: string; start: number; end: number }[] {
  const from = Temporal.PlainDateTime.from(rule.start).toZonedDateTime(rule.zone).toInstant();
  return expandSeries(rule, { from, to }).map(({ key, start, end }) => ({
    key,
    start: start.epochMilliseconds,
    end: end.epochMilliseconds,
  }));
}
