import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideGoal,
  decideRating,
  decideWish,
  type Goal,
  type GoalAct,
  type GoalParty,
  goalWords,
  lastRating,
  proposeGoal,
  sessionWishSchema,
} from './index.ts';

const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
type Step = `${GoalParty} ${GoalAct}`;
const run = (start: Goal, ...steps: Step[]) =>
  steps.reduce<Goal | string>((goal, step) => {
    if (typeof goal === 'string') return goal;
    const [by, act] = step.split(' ') as [GoalParty, GoalAct];
    const decision = decideGoal(goal, act, by, now, act === 'reword' ? `words by ${by}` : undefined);
    return decision.ok ? decision.value : decision.code;
  }, start);
const after = (proposer: GoalParty, ...steps: Step[]) => {
  const goal = run(proposeGoal('Sleep in my own bed again.', proposer, now), ...steps);
  return typeof goal === 'string' ? goal : `${goal.state}${goal.waitsFor ? `, waits for ${goal.waitsFor}` : ''}`;
};

describe('a goal', () => {
  it.each<[GoalParty, Step[], string]>([
    ['client', [], 'proposed, waits for therapist'],
    ['client', ['therapist agree'], 'agreed'],
    ['therapist', ['client agree'], 'agreed'],
    ['client', ['client agree'], 'goal/other-agrees'],
    ['client', ['therapist reword'], 'proposed, waits for client'],
    ['client', ['therapist reword', 'client agree'], 'agreed'],
    // The client's new words stand at once; the therapist's wait.
    ['client', ['therapist agree', 'client reword'], 'agreed'],
    ['client', ['therapist agree', 'therapist reword'], 'proposed, waits for client'],
    ['client', ['therapist agree', 'client pause'], 'paused'],
    ['client', ['therapist agree', 'client pause', 'client reword'], 'paused'],
    ['client', ['therapist agree', 'client pause', 'therapist resume'], 'agreed'],
    ['client', ['therapist agree', 'client reach'], 'reached'],
    ['client', ['client let-go'], 'let-go'],
    ['client', ['client let-go', 'therapist take-up-again'], 'proposed, waits for client'],
    ['client', ['client pause'], 'goal/wrong-state'],
    ['client', ['client reach'], 'goal/wrong-state'],
    ['client', ['therapist agree', 'therapist agree'], 'goal/wrong-state'],
    ['client', ['client let-go', 'therapist agree'], 'goal/wrong-state'],
  ])('proposed by the %s, then %j: %s', (proposer, steps, expected) =>
    expect(after(proposer, ...steps)).toBe(expected),
  );

  it('loses no word and no step, whatever is tried', () => {
    const step = fc.record({
      act: fc.constantFrom<GoalAct>('agree', 'reword', 'pause', 'resume', 'reach', 'let-go', 'take-up-again'),
      by: fc.constantFrom<GoalParty>('client', 'therapist'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let goal = proposeGoal('first', 'client', now);
        for (const { act, by } of steps) {
          const decision = decideGoal(goal, act, by, now, act === 'reword' ? `by ${by}` : undefined);
          if (!decision.ok) continue;
          expect(decision.value.history.slice(0, -1)).toEqual(goal.history);
          expect(decision.value.wordings.slice(0, goal.wordings.length)).toEqual(goal.wordings);
          expect(decision.value.state === 'proposed').toBe(decision.value.waitsFor !== null);
          goal = decision.value;
        }
        expect(goal.wordings[0]?.words).toBe('first');
        expect(goalWords(goal)).toBe(goal.wordings.at(-1)?.words);
      }),
    );
  });
  it.each([
    ['reword', undefined],
    ['let-go', 'words'],
  ] as const)('refuses %s with words %j', (act, words) => {
    expect(decideGoal(proposeGoal('x', 'client', now), act, 'client', now, words)).toMatchObject({ code: 'bad-input' });
  });
  it('is rated 0 to 10, and only while it is agreed', () => {
    const agreed = run(proposeGoal('x', 'client', now), 'therapist agree') as Goal;
    for (const rating of [0, 10]) expect(decideRating(agreed, rating)).toEqual({ ok: true, value: rating });
    for (const rating of [-1, 11, 4.5, NaN]) expect(decideRating(agreed, rating)).toMatchObject({ code: 'bad-input' });
    expect(decideRating(proposeGoal('x', 'client', now), 5)).toMatchObject({ code: 'goal/wrong-state' });
  });
  it('shows the client’s own last rating and the one before', () => {
    const ratings = [
      { rating: 5, on: '2026-11-10', by: 'client' },
      { rating: 4, on: '2026-10-13', by: 'client' },
      { rating: 8, on: '2026-11-17', by: 'therapist' },
    ] as const;
    expect(lastRating(ratings)).toEqual({ rating: 5, on: '2026-11-10', previous: 4 });
    expect(lastRating(ratings.slice(2))).toBe(null);
  });
});

describe('today I’d like', () => {
  const session = { startsAt: now.add({ minutes: 1 }), takesPlace: true };
  it('is one line of at most 140 characters', () => {
    expect(sessionWishSchema.safeParse('x'.repeat(140)).success).toBe(true);
    for (const bad of ['x'.repeat(141), 'a\nb', 'a\u202Eb'])
      expect(sessionWishSchema.safeParse(bad).success).toBe(false);
  });
  it('can be written until the session begins, and taken back', () => {
    expect(decideWish('to talk about Sunday', session, now)).toEqual({ ok: true, value: 'to talk about Sunday' });
    expect(decideWish('', session, now)).toEqual({ ok: true, value: null });
    expect(decideWish('x', session, session.startsAt)).toMatchObject({ code: 'wish/session-begun' });
    expect(decideWish('x', { ...session, takesPlace: false }, now)).toMatchObject({ code: 'scheduling/wrong-state' });
  });
});
