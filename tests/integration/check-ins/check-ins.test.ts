import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal } from '../measures/world.ts';
import { type CheckInWorld, openCheckInWorld } from './world.ts';

let world: CheckInWorld;
beforeAll(async () => {
  world = await openCheckInWorld();
});
afterAll(() => world.close());

const random = '00000000-0000-4000-8000-00000000abcd';
const fill = async (checkInId: string, bond: number, rest = 3) => {
  const client = await world.asClient();
  await client.checkIns.save({
    checkInId,
    answers: { bond, goals: rest, tasks: rest, whole: rest, audience: 'therapist' },
  });
  return client.checkIns.submit({ checkInId });
};

describe('a check-in', () => {
  test('opens once when an attended session has ended, and its drafts survive page by page and tab by tab', async () => {
    const { checkInId } = await world.afterSession('2026-11-24T14:00:00Z');
    await world.sweep();
    expect((await world.rows('SELECT count(*)::int AS n FROM check_in'))[0]?.n).toBe(1);
    const client = await world.asClient();
    const opened = await client.checkIns.get({ checkInId });
    expect(opened).toMatchObject({ state: 'open', therapist: 'Tomos' });
    expect(opened.questions[0]?.text).toBe('Did you feel understood by Tomos on Tuesday?');
    await client.checkIns.save({ checkInId, answers: { bond: 2 } });
    // Another tab knows nothing of the first answer, and does not undo it.
    await Promise.all([
      client.checkIns.save({ checkInId, answers: { goals: 3 } }),
      client.checkIns.save({ checkInId, answers: { tasks: 1, note: 'It went a bit fast.' } }),
    ]);
    const kept = await (await world.asClient()).checkIns.get({ checkInId });
    expect(kept.answers).toMatchObject({ bond: 2, goals: 3, tasks: 1, note: 'It went a bit fast.' });
    expect(kept.savedAt).not.toBeNull();
  });

  test('left for today keeps what was answered, and can be taken up again', async () => {
    const [{ id: checkInId }] = (await world.rows('SELECT id FROM check_in')) as [{ id: string }];
    const client = await world.asClient();
    expect(await client.checkIns.notToday({ checkInId })).toEqual({ state: 'not-today' });
    expect(await client.checkIns.notToday({ checkInId })).toEqual({ state: 'not-today' });
    expect((await client.checkIns.get({ checkInId })).answers).toMatchObject({ bond: 2 });
    expect(await refusal(client.checkIns.submit({ checkInId }))).toBe('measure/incomplete');
    await client.checkIns.save({ checkInId, answers: { whole: 3, audience: 'therapist-and-supervisor' } });
    expect((await client.checkIns.get({ checkInId })).state).toBe('begun');
  });

  test('handed in twice at once is handed in once, with the signals that the rules give and no other', async () => {
    const [{ id: checkInId }] = (await world.rows('SELECT id FROM check_in')) as [{ id: string }];
    const client = await world.asClient();
    const [one, two] = await Promise.all([
      client.checkIns.submit({ checkInId }),
      client.checkIns.submit({ checkInId }),
    ]);
    expect(two).toEqual(one);
    expect(await client.checkIns.submit({ checkInId })).toEqual(one);
    expect(await world.rows('SELECT kind FROM alliance_signal')).toEqual([{ kind: 'low' }]);
    expect(await world.rows("SELECT count(*)::int AS n FROM audit_event WHERE type = 'check-in.submitted'")).toEqual([
      { n: 1 },
    ]);
    expect(await refusal(client.checkIns.save({ checkInId, answers: { bond: 4 } }))).toBe('measure/closed');
    expect(await refusal(client.checkIns.notToday({ checkInId }))).toBe('measure/closed');
  });

  test('falls by two raises a fall; high marks four times raise an invitation; "we talked about it" closes both', async () => {
    const days = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'];
    for (const [index, on] of days.entries()) {
      const { checkInId } = await world.afterSession(`${on}T10:00:00Z`);
      await (index < 4 ? fill(checkInId, 4, 4) : fill(checkInId, 1, 4));
    }
    const kinds = await world.rows('SELECT kind FROM alliance_signal ORDER BY raised_at, kind');
    expect(kinds.map(({ kind }) => kind)).toEqual(['low', 'full-marks', 'falling', 'low']);
    const therapist = await world.asTherapist();
    const before = await therapist.clients.now({ clientId: world.client.id });
    expect(before.signals.map(({ sentence }) => sentence)).toContain(
      'On 29 December, “Understood” went from “Completely” on 22 December to “A little” (three steps).',
    );
    const subjects = before.signals.map(({ id }) => ({ subjectType: 'alliance-signal' as const, subjectId: id }));
    await therapist.measures.talkedAbout({ clientId: world.client.id, talkedOn: before.todayOn, subjects });
    expect((await therapist.clients.now({ clientId: world.client.id })).signals).toEqual([]);
  });

  test('is closed from the millisecond at which its time is over', async () => {
    const { checkInId } = await world.afterSession('2027-01-05T10:00:00Z');
    const client = await world.asClient();
    const { closesAt } = await client.checkIns.get({ checkInId });
    const closes = Temporal.Instant.from(closesAt);
    world.server.setNow(closes.subtract({ milliseconds: 1 }).toString());
    await client.checkIns.save({ checkInId, answers: { bond: 3 } });
    world.server.setNow(closes.toString());
    expect(await refusal(client.checkIns.save({ checkInId, answers: { bond: 3 } }))).toBe('measure/closed');
    expect((await client.checkIns.get({ checkInId })).state).toBe('closed');
  });

  test('of somebody else answers as a random id does, also to staff of every other role', async () => {
    const [{ id: checkInId }] = (await world.rows('SELECT id FROM check_in LIMIT 1')) as [{ id: string }];
    const other = await world.server.clientCaller(world.second.id, { practiceId: world.practiceId });
    for (const id of [checkInId, random]) {
      expect(await refusal(other.checkIns.get({ checkInId: id }))).toBe('not-found');
      expect(await refusal(other.checkIns.save({ checkInId: id, answers: { bond: 1 } }))).toBe('not-found');
      expect(await refusal(other.checkIns.submit({ checkInId: id }))).toBe('not-found');
      expect(await refusal(other.checkIns.notToday({ checkInId: id }))).toBe('not-found');
    }
    const colleague = await world.as(world.colleague);
    expect(await refusal(colleague.checkIns.plan({ clientId: world.client.id, isOn: false }))).toBe('not-found');
    for (const staff of [world.manager, world.frontDesk, world.deputy])
      expect(await refusal((await world.as(staff)).checkIns.plan({ clientId: world.client.id, isOn: false }))).toBe(
        'forbidden',
      );
  });
});

describe('"today I’d like"', () => {
  test('is one line, last one counts, taken back when empty, and ends with the beginning of the session', async () => {
    world.server.setNow('2026-11-23T10:00:00Z');
    const client = await world.asClient();
    const wish = await client.checkIns.wish();
    expect(wish).toMatchObject({ sessionId: world.session.id, words: null, when: 'Tuesday 24 November, 10:00' });
    const sessionId = wish?.sessionId as string;
    await Promise.all([
      client.checkIns.writeWish({ sessionId, words: 'to talk about Sunday.' }),
      client.checkIns.writeWish({ sessionId, words: 'to begin in quiet.' }),
    ]);
    expect(await world.rows('SELECT count(*)::int AS n FROM session_wish')).toEqual([{ n: 1 }]);
    await client.checkIns.writeWish({ sessionId, words: '' });
    expect((await client.checkIns.wish())?.words).toBeNull();
    const starts = Temporal.Instant.from(wish?.startsAt as string);
    world.server.setNow(starts.subtract({ milliseconds: 1 }).toString());
    await client.checkIns.writeWish({ sessionId, words: 'to go slowly.' });
    world.server.setNow(starts.toString());
    expect(await refusal(client.checkIns.writeWish({ sessionId, words: 'too late' }))).toBe('wish/session-begun');
    expect(await refusal(client.checkIns.writeWish({ sessionId: random, words: 'x' }))).toBe('not-found');
    const other = await world.server.clientCaller(world.second.id, { practiceId: world.practiceId });
    expect(await refusal(other.checkIns.writeWish({ sessionId, words: 'x' }))).toBe('not-found');
    expect(await refusal(client.checkIns.writeWish({ sessionId, words: 'a\nb' }))).not.toBe('nothing was refused');
  });
});
