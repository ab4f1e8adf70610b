import { type Goal, type GoalParty, goalWords, goalWordsSchema } from '@heather/alliance';
import { idSchema } from '@heather/core';
import type { PracticeVault } from '@heather/database';
import { z } from 'zod';

export const goalPlace = (rowId: string) => ({ table: 'goal', column: 'words_sealed', rowId });

const party = z.enum(['client', 'therapist']);
const act = z.enum(['propose', 'agree', 'reword', 'pause', 'resume', 'reach', 'let-go', 'take-up-again']);
/** The sealed part of a goal: every wording and every step, with who and when. Nothing of it is ever overwritten. */
const lifeSchema = z.object({
  wordings: z.array(z.object({ words: z.string(), by: party, at: z.string() })),
  history: z.array(z.object({ act, by: party, at: z.string() })),
  waitsFor: party.nullable(),
});

export type GoalRow = {
  id: string;
  clientId: string;
  episodeId: string;
  wordsSealed: Uint8Array;
  state: string;
  proposedBy: string;
  agreedAt: Date | null;
};

export async function openGoal(vault: PracticeVault, row: GoalRow): Promise<Goal> {
  const life = lifeSchema.parse(JSON.parse(await vault.open(row.clientId, goalPlace(row.id), row.wordsSealed)));
  const dated = <T extends { at: string }>(each: T) => ({ ...each, at: Temporal.Instant.from(each.at) });
  return {
    state: row.state as Goal['state'],
    waitsFor: life.waitsFor,
    proposedBy: row.proposedBy as GoalParty,
    agreedAt: row.agreedAt && Temporal.Instant.fromEpochMilliseconds(row.agreedAt.getTime()),
    wordings: life.wordings.map(dated),
    history: life.history.map(dated),
  };
}

/** The columns of a goal as it is now. */
export async function sealGoal(vault: PracticeVault, { id, clientId }: { id: string; clientId: string }, goal: Goal) {
  const stamped = <T extends { at: Temporal.Instant }>(each: T) => ({ ...each, at: each.at.toString() });
  const life = {
    wordings: goal.wordings.map(stamped),
    history: goal.history.map(stamped),
    waitsFor: goal.waitsFor,
  };
  return {
    wordsSealed: await vault.seal(clientId, goalPlace(id), JSON.stringify(life)),
    state: goal.state,
    agreedAt: goal.agreedAt && new Date(goal.agreedAt.epochMilliseconds),
  };
}

export const goalSchema = z.strictObject({
  id: z.string(),
  words: z.string(),
  state: z.enum(['proposed', 'agreed', 'paused', 'reached', 'let-go']),
  waitsFor: party.nullable(),
  proposedBy: party,
  /** The words before these ones, the newest first. */
  earlier: z.array(z.strictObject({ words: z.string(), by: party, on: z.string() })),
  /** The oldest first; one a day and person. */
  ratings: z.array(z.strictObject({ rating: z.number(), on: z.string(), by: party })),
});
export type ShownGoal = z.infer<typeof goalSchema>;

/** What either of the two may do with a goal that is there. Words go with `reword` alone. */
export const goalActInput = z.strictObject({
  goalId: idSchema('goal'),
  act: z.enum(['agree', 'reword', 'pause', 'resume', 'reach', 'let-go', 'take-up-again']),
  words: goalWordsSchema.optional(),
});

export const actEvents = {
  agree: 'goal.agreed',
  reword: 'goal.reworded',
  pause: 'goal.paused',
  resume: 'goal.resumed',
  reach: 'goal.reached',
  'let-go': 'goal.let-go',
  'take-up-again': 'goal.taken-up-again',
} as const;

export { goalWords };
