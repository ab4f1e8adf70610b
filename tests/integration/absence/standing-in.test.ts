import { answersFor, makeAdministration, makeAlert, makeHop, openGround, saveGround } from '@heather/seed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchedulingWorld, type SchedulingWorld } from '../scheduling/world.ts';
import { type AbsenceWorld, openAbsenceWorld, refusal } from './world.ts';

describe('a colleague who stands in', () => {
  let world: AbsenceWorld;
  let awayId: string;
  let coverId: string;
  const span = { fromOn: '2026-12-08', untilOn: '2027-01-04' };
  beforeAll(async () => {
    world = await openAbsenceWorld();
    ({ awayId } = (await world.say(world.manager, { ...span, coverId: world.colleague.id })).said);
    const away = await (await world.as(world.therapist)).absence.get({ awayId });
    coverId = away.covers[0]?.id as string;
  });
  afterAll(() => world?.close());

  const sessions = async (by: { id: string }) =>
    (await (await world.as(by)).absence.get({ awayId })).sessions.filter(
      ({ clients }) => clients[0]?.id === world.client.id,
    );
  const fallen = async () => (await sessions(world.therapist))[0] as Awaited<ReturnType<typeof sessions>>[number];
  const kept = () =>
    world.rows<{ state: string; taken: number }>(
      `SELECT t.state, (SELECT count(*)::int FROM occupied o WHERE o.away_time_id = t.id) AS taken FROM away_time t ORDER BY t.starts_at`,
    );

  it('takes over an open safety answer with the first instant of the absence', async () => {
    const ground = openGround({ now: Temporal.Instant.from('2026-12-07T23:40:00Z') });
    const answers = answersFor('core-10', 14, ground.random.fork('answers'), 3);
    const subject = { practiceId: world.practiceId, episodeId: world.course.episode.id, clientId: world.client.id };
    const given = makeAdministration(ground, subject, { answers });
    const alert = makeAlert(ground, given, answers, {
      holderId: world.therapist.id,
      promisedByAt: '2026-12-08T12:00:00Z',
    });
    makeHop(ground, alert, 'raised', world.therapist.id, ground.now);
    await saveGround(world.db.worker, world.db.vault, ground);
    const heldBy = async (staff: { id: string }) => (await (await world.as(staff)).alerts.mine()).alerts.length;
    world.server.setNow('2026-12-07T23:59:00Z');
    await world.server.runSweeps(world.practiceId);
    expect([await heldBy(world.therapist), await heldBy(world.colleague)]).toEqual([1, 0]);
    world.server.setNow('2026-12-08T00:00:00Z');
    await world.server.runSweeps(world.practiceId);
    await world.server.runSweeps(world.practiceId);
    expect([await heldBy(world.therapist), await heldBy(world.colleague)]).toEqual([0, 1]);
    expect(await world.rows(`SELECT staff_id FROM risk_alert_hop WHERE kind = 'passed'`)).toEqual([
      { staff_id: world.colleague.id },
    ]);
    world.server.setNow('2026-12-02T08:00:00Z');
  });

  it('is asked to see people by the therapist or the desk alone; twice at once is once', async () => {
    const { awaySessionId, mayAsk } = await fallen();
    expect(mayAsk).toBe(true);
    const ask = async (by: { id: string }, over: object = {}) =>
      refusal((await world.as(by)).absence.askCover({ awaySessionId, coverId, ...over }));
    expect(await ask(world.supervisor)).toBe('forbidden');
    expect(await ask(world.colleague)).toBe('not-found');
    expect(await ask(world.manager, { coverId: world.client.id })).toBe('not-found');
    const stranger = await world.asOther(world.other.manager);
    expect(await refusal(stranger.absence.askCover({ awaySessionId, coverId }))).toBe('not-found');
    expect(await kept()).toEqual([]);
    const [therapist, desk] = [await world.as(world.therapist), await world.as(world.frontDesk)];
    const both = await Promise.all(
      [therapist, desk].map(({ absence }) => absence.askCover({ awaySessionId, coverId })),
    );
    expect(both).toEqual([{ asked: 3 }, { asked: 3 }]);
    expect(await kept()).toEqual(Array(3).fill({ state: 'asked', taken: 2 }));
    const mails = await world.rows(
      `SELECT 1 FROM outbox_mail WHERE idempotency_key LIKE 'cover-asked:%' AND staff_id = $1`,
      [world.colleague.id],
    );
    expect(mails).toHaveLength(1);
  });

  it('is asked for the very time first; its people hear nothing of it before the yes', async () => {
    const { times, state } = await fallen();
    expect(state).toBe('offered');
    expect(times.map(({ when }) => when)).toContain('Tuesday 8 December, 17:30');
    const client = await world.asClient(world.client);
    expect((await client.absence.mine()).again).toEqual([]);
    expect(await refusal(client.absence.choose({ awayTimeId: times[0]?.id as string }))).toBe('not-found');
    expect(
      await refusal((await world.as(world.manager)).absence.bookAgain({ awayTimeId: times[0]?.id as string })),
    ).toBe('absence/time-gone');
  });

  it('gives times of their own and nobody else’s; the others are free, and the people choose', async () => {
    const { awaySessionId, times } = await fallen();
    const [first, second, third] = times.map(({ id }) => id) as [string, string, string];
    const answer = async (by: { id: string }, yes: string[]) =>
      (await world.as(by)).absence.answerCover({ awaySessionId, yes });
    expect(await refusal(answer(world.manager, [first]))).toBe('forbidden');
    expect(await refusal(answer(world.therapist, [first]))).toBe('not-found');
    expect(await refusal(answer(world.colleague, [awayId]))).toBe('not-found');
    expect((await sessions(world.colleague))[0]?.times.every(({ isMine }) => isMine)).toBe(true);
    expect(await answer(world.colleague, [first, second])).toEqual({ held: 2, toRing: 0 });
    expect(await answer(world.colleague, [first, second])).toEqual({ held: 2, toRing: 0 });
    expect(await refusal(answer(world.colleague, [third]))).toBe('absence/time-gone');
    expect((await kept()).map(({ state, taken }) => `${state} ${taken}`).toSorted()).toEqual([
      'declined 0',
      'held 2',
      'held 2',
    ]);
    expect(
      await world.rows(`SELECT 1 FROM outbox_mail WHERE client_id = $1 AND idempotency_key = $2`, [
        world.client.id,
        `session-changed:${first}:${world.client.id}`,
      ]),
    ).toHaveLength(1);
    const client = await world.asClient(world.client);
    const [again] = (await client.absence.mine()).again;
    expect(again?.times.map(({ where }) => where)).toEqual(['With Tomos, in Room 2', 'With Tomos, in Room 2']);
    const { sessionId } = await client.absence.choose({ awayTimeId: first });
    expect(await world.rows('SELECT therapist_id, series_id, status FROM session WHERE id = $1', [sessionId])).toEqual([
      { therapist_id: world.colleague.id, series_id: null, status: 'planned' },
    ]);
    expect((await kept()).filter(({ taken }) => taken > 0)).toEqual([]);
  });

  it('may say that they cannot: the session is as it was, and somebody else can be asked', async () => {
    const [, next] = await sessions(world.therapist);
    const { awaySessionId } = next as NonNullable<typeof next>;
    await (await world.as(world.manager)).absence.askCover({ awaySessionId, coverId });
    await (await world.as(world.colleague)).absence.answerCover({ awaySessionId, yes: [] });
    expect((await sessions(world.therapist))[1]).toMatchObject({ state: 'told', times: [], mayAsk: true });
  });

  it('stands in for nobody once their access ends: not now, not later, and no time of theirs stays held', async () => {
    const [, , next] = await sessions(world.therapist);
    const { awaySessionId } = next as NonNullable<typeof next>;
    const manager = await world.as(world.manager);
    await manager.absence.askCover({ awaySessionId, coverId });
    const { covers } = await manager.practice.previewLeaving({ staffId: world.colleague.id });
    expect(covers).toEqual([{ awayId, name: 'Leila A.', when: 'Tuesday 8 December to Monday 4 January' }]);
    await manager.practice.endAccess({ staffId: world.colleague.id, at: null });
    expect(await world.rows('SELECT 1 FROM cover WHERE ends_at > $1', [world.server.shell.now().toString()])).toEqual(
      [],
    );
    expect((await kept()).filter(({ taken }) => taken > 0)).toEqual([]);
    expect((await manager.absence.get({ awayId })).covers).toMatchObject([
      { isOver: true, when: 'from Tuesday 8 December' },
    ]);
    expect((await (await world.asClient(world.client)).absence.mine()).away).toMatchObject([
      { name: 'Leila', cover: null },
    ]);
    expect(
      await world.rows(`SELECT 1 FROM outbox_mail WHERE idempotency_key LIKE 'cover-ended:%' AND staff_id = $1`, [
        world.therapist.id,
      ]),
    ).toHaveLength(1);
    await world.server.runSweeps(world.practiceId);
    expect((await sessions(world.therapist))[2]).toMatchObject({ state: 'lapsed', mayAsk: true });
  });
});

describe('half a year away', () => {
  let world: SchedulingWorld;
  let awayId: string;
  beforeAll(async () => {
    world = await openSchedulingWorld({ plannedSessions: 0 });
    const manager = await world.as(world.manager);
    await manager.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
    const plan = { staffId: world.therapist.id, fromOn: '2027-03-01', untilOn: '2027-08-31' };
    const { seen } = await manager.absence.preview(plan);
    const said = { ...plan, kind: 'family' as const, seen, offer: false, messages: [], coverId: null };
    ({ awayId } = await manager.absence.confirm(said));
    for (let sweep = 0; sweep < 3; sweep += 1) await world.server.runSweeps(world.practiceId);
  });
  afterAll(() => world?.close());
  const planned = () =>
    world.rows<{ on: string }>(
      `SELECT to_char(starts_at, 'YYYY-MM-DD') AS on FROM session WHERE status = 'planned' AND starts_at > '2027-02-28' ORDER BY starts_at`,
    );
  const gaps = async () => (await (await world.as(world.frontDesk)).scheduling.gaps()).gaps.map(({ on }) => on);

  it('keeps the standing time for a quarter after the return: whoever looks finds it taken', async () => {
    const kept = (await planned()).map(({ on }) => on);
    expect(kept[0]).toBe('2027-09-07');
    expect(kept.at(-1)).toBe('2027-11-23');
    expect(kept).toHaveLength(12);
    expect(
      await world.rows(
        `SELECT count(*)::int AS held FROM occupied WHERE active AND resource_id = $1 AND starts_at > '2027-09-01'`,
        [world.therapist.id],
      ),
    ).toEqual([{ held: 12 }]);
  });

  it('asks nobody about its weeks, for they are known; those after an early return are asked about or filled', async () => {
    const open = await world.rows(
      `SELECT 1 FROM series_gap WHERE state = 'open' AND starts_at BETWEEN '2027-06-10' AND '2027-08-05'`,
    );
    expect(open).toHaveLength(8);
    world.server.setNow('2027-06-10T09:00:00Z');
    expect(await gaps()).toEqual([]);
    expect((await (await world.as(world.frontDesk)).home.practice()).gaps).toMatchObject({ count: 0 });
    await (await world.as(world.manager)).absence.comeBack({ awayId, onDay: '2027-07-13' });
    expect(await gaps()).toEqual(['2027-07-13', '2027-07-20', '2027-07-27', '2027-08-03']);
    await world.server.runSweeps(world.practiceId);
    expect(await gaps()).toEqual([]);
    expect((await planned()).map(({ on }) => on).slice(0, 3)).toEqual(['2027-07-13', '2027-07-20', '2027-07-27']);
  });
});
