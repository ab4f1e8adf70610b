import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';

let world: MeasuresWorld;
beforeAll(async () => {
  world = await openMeasuresWorld();
});
afterAll(() => world.close());

const random = '00000000-0000-4000-8000-00000000abcd';

describe('a goal', () => {
  test('needs both: whoever proposes cannot agree, the other can, and then it is rated', async () => {
    const client = await world.asClient();
    const therapist = await world.asTherapist();
    const words = 'Say no without a knot in my stomach.';
    const [{ goalId }, again] = await Promise.all([
      client.goals.proposeMine({ words }),
      client.goals.proposeMine({ words }),
    ]);
    expect(again.goalId).toBe(goalId);
    expect(await refusal(client.goals.changeMine({ goalId, act: 'agree' }))).toBe('goal/other-agrees');
    expect(await refusal(client.goals.rateMine({ goalId, rating: 4 }))).toBe('goal/wrong-state');
    expect(await therapist.goals.change({ goalId, act: 'agree' })).toEqual({ state: 'agreed' });
    expect(await refusal(therapist.goals.change({ goalId, act: 'agree' }))).toBe('goal/wrong-state');
    await client.goals.rateMine({ goalId, rating: 4 });
    await client.goals.rateMine({ goalId, rating: 5 });
    world.server.advance({ hours: 24 });
    await client.goals.rateMine({ goalId, rating: 6 });
    await therapist.goals.rate({ goalId, rating: 3 });
    const { goals } = await therapist.goals.ofClient({ clientId: world.client.id });
    expect(goals[0]).toMatchObject({ words, state: 'agreed', waitsFor: null });
    // Two on one day are one: the later. The therapist's stands apart.
    expect(goals[0]?.ratings.map(({ by, rating }) => `${by} ${rating}`)).toEqual([
      'client 5',
      'client 6',
      'therapist 3',
    ]);
    for (const rating of [-1, 11, 2.5])
      expect(await refusal(client.goals.rateMine({ goalId, rating }))).not.toBe('nothing was refused');
  });

  test('keeps every wording: the client’s new words stand at once, the therapist’s wait', async () => {
    const client = await world.asClient();
    const therapist = await world.asTherapist();
    const [goal] = (await client.goals.mine()).goals;
    const goalId = goal?.id as string;
    await client.goals.changeMine({ goalId, act: 'reword', words: 'Say no, kindly.' });
    expect((await client.goals.mine()).goals[0]).toMatchObject({ words: 'Say no, kindly.', state: 'agreed' });
    await therapist.goals.change({ goalId, act: 'reword', words: 'Say no at work.' });
    const waiting = (await client.goals.mine()).goals[0];
    expect(waiting).toMatchObject({ state: 'proposed', waitsFor: 'client' });
    expect(waiting?.earlier.map(({ words }) => words)).toEqual([
      'Say no, kindly.',
      'Say no without a knot in my stomach.',
    ]);
    await client.goals.changeMine({ goalId, act: 'agree' });
    for (const [act, state] of [
      ['pause', 'paused'],
      ['resume', 'agreed'],
      ['reach', 'reached'],
      ['take-up-again', 'proposed'],
      ['let-go', 'let-go'],
    ] as const)
      expect(await client.goals.changeMine({ goalId, act })).toEqual({ state });
    expect(await refusal(client.goals.changeMine({ goalId, act: 'reword' }))).not.toBe('nothing was refused');
  });

  test('is raced to one step: of ten who agree at once, one does', async () => {
    const therapist = await world.asTherapist();
    const { goalId } = await (await world.asClient()).goals.proposeMine({ words: 'Ring my sister.' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        therapist.goals.change({ goalId, act: 'agree' }).then(
          () => 'agreed',
          (error) => error.message,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 'agreed')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['agreed', 'goal/wrong-state']));
  });

  test('of somebody else is not there: for another client, another therapist, a supervisor; the desk may not ask', async () => {
    const [goal] = (await (await world.asClient()).goals.mine()).goals;
    const goalId = goal?.id as string;
    const other = await world.server.clientCaller(world.second.id, { practiceId: world.practiceId });
    const colleague = await world.as(world.colleague);
    for (const id of [goalId, random]) {
      expect(await refusal(other.goals.changeMine({ goalId: id, act: 'let-go' }))).toBe('not-found');
      expect(await refusal(other.goals.rateMine({ goalId: id, rating: 1 }))).toBe('not-found');
      expect(await refusal(colleague.goals.change({ goalId: id, act: 'let-go' }))).toBe('not-found');
      expect(await refusal(colleague.goals.rate({ goalId: id, rating: 1 }))).toBe('not-found');
    }
    expect((await other.goals.mine()).goals).toEqual([]);
    for (const clientId of [world.client.id, random])
      expect(await refusal(colleague.goals.ofClient({ clientId }))).toBe('not-found');
    for (const staff of [world.deputy, world.manager, world.frontDesk, world.lead])
      expect(await refusal((await world.as(staff)).goals.ofClient({ clientId: world.client.id }))).toBe('forbidden');
  });

  test('is ciphertext in the database, and reading it is noted', async () => {
    const [row] = await world.rows("SELECT encode(words_sealed, 'escape') AS kept FROM goal LIMIT 1");
    expect(row?.kept).not.toContain('knot');
    const reads = await world.rows("SELECT purpose FROM clinical_read WHERE subject_type = 'goal'");
    expect(reads.length).toBeGreaterThan(0);
  });
});
