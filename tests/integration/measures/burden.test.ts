import { makeCheckIn, makeSession, saveGround } from '@heather/seed';
import { expect, test } from 'vitest';
import { openMeasuresWorld, refusal } from './world.ts';

test('no more is asked in any seven days than the practice allows, check-ins counted', async () => {
  const world = await openMeasuresWorld({ cap: 2 });
  try {
    const { ground, episode, client, session, practiceId } = world;
    const subject = { practiceId, episodeId: episode.id, clientId: client.id };
    makeCheckIn(ground, subject, { id: session.id, therapistId: world.therapist.id, endsAt: '2026-11-20T10:00:00Z' });
    await saveGround(world.db.worker, world.db.vault, ground);
    const therapist = await world.asTherapist();
    for (const measureKey of ['phq-9', 'gad-7', 'core-10']) {
      await therapist.measures.plan({ clientId: client.id, measureKey, cadence: 'each-session', everyN: null });
    }
    await world.sweep();
    await world.sweep();
    const { waiting } = await therapist.measures.list({ clientId: client.id });
    expect(waiting.map(({ key }) => key)).toEqual(['phq-9']);
  } finally {
    await world.close();
  }
});

test('a plan ends, and with it what nobody has begun; the same measure is planned once', async () => {
  const world = await openMeasuresWorld();
  try {
    const administrationId = await world.ask('gad-7');
    const therapist = await world.asTherapist();
    const plan = { clientId: world.client.id, measureKey: 'gad-7', cadence: 'first' as const, everyN: null };
    const twice = await Promise.all([refusal(therapist.measures.plan(plan)), refusal(therapist.measures.plan(plan))]);
    expect(twice).toEqual(['conflict', 'conflict']);
    const { plans } = await therapist.measures.list({ clientId: world.client.id });
    const planId = plans[0]?.id as string;
    const ended = await therapist.measures.endPlan({ planId });
    expect(await therapist.measures.endPlan({ planId })).toEqual(ended);
    const client = await world.asClient();
    expect((await client.measures.get({ administrationId })).state).toBe('closed');
    await world.sweep();
    expect((await therapist.measures.list({ clientId: world.client.id })).waiting).toEqual([]);
    expect(await refusal(therapist.measures.plan({ ...plan, measureKey: 'constructor' }))).toBe('measure/unknown');
    expect(await refusal(therapist.measures.plan({ ...plan, measureKey: 'core-om' }))).toBe('bad-input');
    expect(await refusal(therapist.measures.plan({ ...plan, cadence: 'every-n' as never }))).toBe('bad-input');
  } finally {
    await world.close();
  }
});

test.each([
  ['nobody is on the list', { ladder: false }],
  ['the practice has no hours', { hours: false }],
])('where %s, a measure that asks about safety is for the session only', async (_why, options) => {
  const world = await openMeasuresWorld(options);
  try {
    const therapist = await world.asTherapist();
    const plan = { clientId: world.client.id, measureKey: 'phq-9', everyN: null };
    expect(await refusal(therapist.measures.plan({ ...plan, cadence: 'each-session' }))).toBe('measure/ladder-empty');
    await therapist.measures.plan({ ...plan, cadence: 'in-session' });
    await therapist.measures.plan({ ...plan, measureKey: 'gad-7', cadence: 'each-session' });
    await world.sweep();
    const { waiting, measures } = await therapist.measures.list({ clientId: world.client.id });
    expect(waiting.map(({ key }) => key)).toEqual(['gad-7']);
    expect(measures.find(({ key }) => key === 'phq-9')?.askable).toBe('in-session-ladder');
  } finally {
    await world.close();
  }
});

test('the ladder empties after it was sent: it is not begun alone any more', async () => {
  const world = await openMeasuresWorld();
  try {
    const administrationId = await world.ask('phq-9');
    await world.db.admin('DELETE FROM ladder_rung WHERE practice_id = $1', [world.practiceId]);
    const client = await world.asClient();
    expect(await refusal(client.measures.get({ administrationId }))).toBe('measure/ladder-empty');
  } finally {
    await world.close();
  }
});

test('every two sessions: at the first, then when two have come; once: once', async () => {
  const world = await openMeasuresWorld({ cap: 10 });
  try {
    const { ground, episode, client, therapist: by } = world;
    for (const startsAt of ['2026-11-26T10:00:00Z', '2026-12-01T10:00:00Z', '2026-12-08T10:00:00Z']) {
      makeSession(ground, episode, by, [client], { startsAt });
    }
    await saveGround(world.db.worker, world.db.vault, ground);
    const therapist = await world.asTherapist();
    await therapist.measures.plan({ clientId: client.id, measureKey: 'gad-7', cadence: 'every-n', everyN: 2 });
    await therapist.measures.plan({ clientId: client.id, measureKey: 'core-10', cadence: 'first', everyN: null });
    const asked: Record<string, string[]> = {};
    for (const now of [
      '2026-11-23T10:01:00Z',
      '2026-11-25T12:00:00Z',
      '2026-11-30T12:00:00Z',
      '2026-12-07T12:00:00Z',
    ]) {
      world.server.setNow(now);
      await world.sweep();
      const rows = await world.rows('SELECT measure_key FROM administration ORDER BY 1');
      asked[now] = rows.map((row) => row.measure_key);
    }
    expect(asked).toEqual({
      '2026-11-23T10:01:00Z': ['core-10', 'gad-7'],
      '2026-11-25T12:00:00Z': ['core-10', 'gad-7'],
      '2026-11-30T12:00:00Z': ['core-10', 'gad-7', 'gad-7'],
      '2026-12-07T12:00:00Z': ['core-10', 'gad-7', 'gad-7'],
    });
  } finally {
    await world.close();
  }
});
