import type { trpc } from '../app/trpc.ts';

/** What measures.get answers. */
export type Measure = NonNullable<
  Awaited<ReturnType<NonNullable<Exclude<ReturnType<typeof trpc.measures.get.queryOptions>['queryFn'], symbol>>>>
>;

/** Where in the way through a measure somebody stands, as it stands behind `?at=`. */
export type Place = 'before' | 'help' | 'check' | 'done' | 'later' | number;

/** Anything that is not a place leads to the beginning; a question that does not exist, to the last one that does. */
export function placeOf(search: string, questions: number): Place {
  const at = new URLSearchParams(search).get('at');
  if (at === 'help' || at === 'check' || at === 'done' || at === 'later') return at;
  const number = at !== null && /^\d{1,3}$/.test(at) ? Number(at) : 0;
  return number < 1 ? 'before' : Math.min(number, questions);
}

/** The question to go on with: the first without an answer, or the check page (0). */
export function firstOpen(answers: readonly (number | null)[]): number {
  return answers.indexOf(null) + 1;
}
