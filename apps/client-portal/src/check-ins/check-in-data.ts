import type { ClientRouter } from '@heather/api/client';
import type { inferRouterOutputs } from '@trpc/server';

export type CheckIn = inferRouterOutputs<ClientRouter>['checkIns']['get'];
export type Answers = CheckIn['answers'];
export type Part = CheckIn['questions'][number]['part'];

/** Where in the way through somebody stands, as it stands behind `?at=`: a question, the open line, who reads it, the check. */
export type Place = number | 'note' | 'who' | 'check' | 'later';

export const questionCount = 4;

/** Anything that is not a place leads to the first question without an answer, or to the check. */
export function placeOf(search: string, { questions, answers }: Pick<CheckIn, 'questions' | 'answers'>): Place {
  const at = new URLSearchParams(search).get('at');
  if (at === 'note' || at === 'who' || at === 'check' || at === 'later') return at;
  if (at !== null && /^[1-4]$/.test(at)) return Number(at);
  const open = questions.findIndex(({ part }) => answers[part] == null);
  return open === -1 ? 'check' : open + 1;
}
