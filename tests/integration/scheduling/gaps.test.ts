import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, refused, type SchedulingWorld } from './world.ts';

let world: SchedulingWorld;
let seriesId: string;
beforeAll(async () => {
  world = await openSchedulingWorld();
  const desk = await world.as(world.frontDesk);
  // Tuesdays at 17:30 without an end: rows until 1 June 2027.
  const given = { clientId: world.client.id, firstOn: '2026-12-01', openEnded: true };
  ({ seriesId } = await desk.scheduling.bookSeries(given));
  await away('2027-06-08', null);
  await away('2027-06-15', world.therapist.id);
  await hold('2027-06-22');
  await hold('2027-06-29');
  world.server.setNow('2027-01-05T09:00:00Z');
  await sweep();
});
afterAll(() => world?.close());

const sweep = () => world.server.runSweeps(world.practiceId);
const away = (on: string, staffId: string | null) =>
  world.db.admin(
    `INSERT INTO absence (practice_id, staff_id, kind, label, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5::date, $5::date + 1)`,
    [world.practiceId, staffId, staffId ? 'leave' : 'closure', staffId ? null : 'Team day', on],
  );
/** Somebody else’s time in the room. */
const hold = (on: string) =>
  world.db.admin(
    `INSERT INTO occupied (practice_id, id, kind, resource_id, starts_at, ends_at)
     VALUES ($1, $2, 'room', $3, $4::timestamptz, $4::timestamptz + interval '1 hour')`,
    [world.practiceId, randomUUID(), world.room.id, `${on}T17:00:00+01:00`],
  );
const rows = () =>
  world.rows<{ id: string; key: string; state: string }>(
    'SELECT id, occurrence_key AS key, state FROM series_gap WHERE series_id = $1 ORDER BY occurrence_key',
    [seriesId],
  );
const idOf = async (day: string) => (await rows()).find(({ key }) => key.startsWith(day))?.id as string;
const sessionsOf = (day: string) =>
  world.rows('SELECT starts_at FROM session WHERE series_id = $1 AND occurrence_key = $2', [seriesId, `${day}T17:30`]);
const count = async (text: string) => (await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]?.n;

describe('a standing session that cannot be placed', () => {
  it('is kept, once, however often the weeks are filled; the free weeks have their sessions', async () => {
    await sweep();
    const open = ['2027-06-08T17:30', '2027-06-15T17:30', '2027-06-22T17:30', '2027-06-29T17:30'];
    expect((await rows()).map(({ key, state }) => [key, state])).toEqual(open.map((key) => [key, 'open']));
    expect(await sessionsOf('2027-07-06')).toHaveLength(1);
    expect(await sessionsOf('2027-06-08')).toEqual([]);
  });

  it('is shown, with its reason, to the desk and to its therapist in the weeks before it, and to nobody else', async () => {
    const desk = await world.as(world.frontDesk);
    expect((await desk.scheduling.gaps()).count).toBe(0);
    world.server.setNow('2027-05-05T09:00:00Z');
    const { gaps, count: all } = await desk.scheduling.gaps();
    expect([all, gaps.map(({ names, when, why }) => [names, when, why])]).toEqual([
      3,
      [
        // Tuesday 15 June is none of them: its therapist is away, which is known.
        ['Priya S.', 'Tuesday 8 June, 17:30', 'The practice is closed.'],
        ['Priya S.', 'Tuesday 22 June, 17:30', 'Room 2 is taken.'],
        ['Priya S.', 'Tuesday 29 June, 17:30', 'Room 2 is taken.'],
      ],
    ]);
    const therapist = await world.as(world.therapist);
    expect((await therapist.scheduling.gaps()).count).toBe(3);
    const { waiting } = await therapist.day.get();
    expect(waiting).toContainEqual(expect.objectContaining({ href: '/diary/gaps', when: 'From Tuesday 8 June on' }));
    expect((await (await world.as(world.manager)).home.practice()).gaps).toMatchObject({
      count: 3,
      rows: [{ words: 'Tuesday 8 June, 17:30. The practice is closed.' }, {}, {}],
    });
    expect((await (await world.as(world.colleague)).scheduling.gaps()).count).toBe(0);
    expect((await (await world.asOther(world.other.manager)).scheduling.gaps()).count).toBe(0);
    expect(await refusal((await world.as(world.supervisor)).scheduling.gaps())).toBe('forbidden');
  });

  it('of somebody else is answered as a random one', async () => {
    const gapId = await idOf('2027-06-08');
    for (const caller of [await world.as(world.colleague), await world.asOther(world.other.manager)])
      for (const id of [gapId, randomUUID()]) {
        const time = { on: '2027-06-09', time: '10:00' };
        expect(await refusal(caller.scheduling.placeGap({ gapId: id, ...time }))).toBe('not-found');
        expect(await refusal(caller.scheduling.leaveOutGaps({ gapIds: [id] }))).toBe('not-found');
      }
  });

  it('is placed by itself once its time is free, once, and the client is told; not when it is nearly there', async () => {
    await sweep();
    const mails = await count(`outbox_mail WHERE template = 'times-set'`);
    await world.db.admin('DELETE FROM occupied WHERE offer_id IS NULL AND session_id IS NULL');
    // Looked at a moment ago: not again so soon.
    await sweep();
    expect(await sessionsOf('2027-06-22')).toEqual([]);
    world.server.advance({ hours: 6 });
    await sweep();
    await sweep();
    expect(await sessionsOf('2027-06-22')).toEqual([{ starts_at: new Date('2027-06-22T16:30:00Z') }]);
    expect((await rows()).map(({ state }) => state)).toEqual(['open', 'open', 'placed', 'placed']);
    expect(await count(`audit_event WHERE type = 'series.gap-placed'`)).toBe(2);
    // The client and the therapist, for each of the two.
    expect(await count(`outbox_mail WHERE template = 'times-set'`)).toBe(Number(mails) + 4);
    world.server.setNow('2027-06-08T17:00:00Z');
    await world.db.admin('DELETE FROM absence WHERE staff_id = $1', [world.therapist.id]);
    await sweep();
    expect(await sessionsOf('2027-06-15')).toEqual([]);
  });

  it('gets another time from a person, who is told what is in the way; of twelve who press at once, one books it', async () => {
    const therapist = await world.as(world.therapist);
    const gapId = await idOf('2027-06-15');
    const taken = { gapId, on: '2027-06-22', time: '17:30' };
    expect(await refused(therapist.scheduling.placeGap(taken))).toMatchObject({
      code: 'scheduling/slot-taken',
      details: { clashes: expect.arrayContaining([expect.objectContaining({ name: 'Leila A.' })]) },
    });
    expect(await refusal(therapist.scheduling.placeGap({ ...taken, on: '2027-06-07' }))).toBe('scheduling/in-the-past');
    const free = { gapId, on: '2027-06-16', time: '12:00' };
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => therapist.scheduling.placeGap(free)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await sessionsOf('2027-06-15')).toEqual([{ starts_at: new Date('2027-06-16T11:00:00Z') }]);
    expect(await refusal(therapist.scheduling.placeGap(free))).toBe('conflict');
  });

  it('is left out when somebody says so, and asked about no more', async () => {
    world.server.setNow('2027-06-08T10:00:00Z');
    const desk = await world.as(world.frontDesk);
    const gapIds = [await idOf('2027-06-08')];
    expect(await desk.scheduling.leaveOutGaps({ gapIds })).toEqual({ leftOut: 1 });
    expect(await desk.scheduling.leaveOutGaps({ gapIds })).toEqual({ leftOut: 0 });
    expect(await count(`audit_event WHERE type = 'series.gap-left-out'`)).toBe(1);
    expect((await desk.scheduling.gaps()).gaps).toEqual([]);
  });
});
