import { type Decision, decided, lineSchema, refused } from '@heather/core';
import { z } from 'zod';

export type GoalState = 'proposed' | 'agreed' | 'paused' | 'reached' | 'let-go';
export type GoalParty = 'client' | 'therapist';
export type GoalAct = 'agree' | 'reword' | 'pause' | 'resume' | 'reach' | 'let-go' | 'take-up-again';

/** A goal with its whole life: nothing is overwritten, the last wording counts. `waitsFor`: who has not yet agreed. */
export type Goal = {
  state: GoalState;
  waitsFor: GoalParty | null;
  proposedBy: GoalParty;
  agreedAt: Temporal.Instant | null;
  wordings: readonly { words: string; by: GoalParty; at: Temporal.Instant }[];
  history: readonly { act: 'propose' | GoalAct; by: GoalParty; at: Temporal.Instant }[];
};

export const goalWordsSchema = lineSchema(200, 1);
export const goalRatingSchema = z.int().min(0).max(10);

const from: Record<GoalAct, readonly GoalState[]> = {
  agree: ['proposed'],
  reword: ['proposed', 'agreed', 'paused'],
  pause: ['agreed'],
  resume: ['paused'],
  reach: ['agreed', 'paused'],
  'let-go': ['proposed', 'agreed', 'paused'],
  'take-up-again': ['reached', 'let-go'],
};

const other = (party: GoalParty): GoalParty => (party === 'client' ? 'therapist' : 'client');

/** Either may propose; it is a goal once the other has agreed. */
export function proposeGoal(words: string, by: GoalParty, now: Temporal.Instant): Goal {
  return {
    state: 'proposed',
    waitsFor: other(by),
    proposedBy: by,
    agreedAt: null,
    wordings: [{ words, by, at: now }],
    history: [{ act: 'propose', by, at: now }],
  };
}

/**
 * One step in a goal's life. A client's new words for an agreed goal stand at once: they are theirs. A therapist's wait for the
 * client. `words` with `reword` only.
 */
export function decideGoal(
  goal: Goal,
  act: GoalAct,
  by: GoalParty,
  now: Temporal.Instant,
  words?: string,
): Decision<Goal> {
  if (!from[act].includes(goal.state)) return refused('goal/wrong-state');
  if (act === 'agree' && goal.waitsFor !== by) return refused('goal/other-agrees');
  if ((act === 'reword') !== (words !== undefined)) return refused('bad-input');
  const lived = { ...goal, history: [...goal.history, { act, by, at: now }] };
  switch (act) {
    case 'agree':
      return decided({ ...lived, state: 'agreed', waitsFor: null, agreedAt: now });
    case 'reword':
      return decided(reworded(lived, words ?? '', by, now));
    case 'pause':
      return decided({ ...lived, state: 'paused' });
    case 'resume':
      return decided({ ...lived, state: 'agreed' });
    case 'reach':
      return decided({ ...lived, state: 'reached' });
    case 'let-go':
      return decided({ ...lived, state: 'let-go', waitsFor: null });
    case 'take-up-again':
      return decided({ ...lived, state: 'proposed', waitsFor: other(by), agreedAt: null });
  }
}

function reworded(goal: Goal, words: string, by: GoalParty, at: Temporal.Instant): Goal {
  const next = { ...goal, wordings: [...goal.wordings, { words, by, at }] };
  if (goal.state !== 'proposed' && by === 'client') return next;
  return { ...next, state: 'proposed', waitsFor: other(by), agreedAt: null };
}

export const goalWords = (goal: Goal): string => goal.wordings.at(-1)?.words ?? '';

export type GoalRating = { rating: number; on: string; by: GoalParty };

/** Only what is being worked on is rated, 0 to 10. */
export function decideRating(goal: Goal, rating: number): Decision<number> {
  if (goal.state !== 'agreed') return refused('goal/wrong-state');
  return goalRatingSchema.safeParse(rating).success ? decided(rating) : refused('bad-input');
}

/** The client's last rating, and the one before it; null before the first. */
export function lastRating(
  ratings: readonly GoalRating[],
): { rating: number; on: string; previous: number | null } | null {
  const own = ratings.filter(({ by }) => by === 'client').toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const last = own.at(-1);
  return last ? { rating: last.rating, on: last.on, previous: own.at(-2)?.rating ?? null } : null;
}
