import {
  makeAbsence,
  makeClient,
  makeEpisode,
  makePlan,
  makeSeries,
  makeSession,
  makeSignal,
  saveGround,
} from '@heather/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld, refusal } from '../measures/world.ts';

let world: MeasuresWorld;
let ending: { id: string };
let couple: { id: string }[];
beforeAll(async () => {
  world = await openMeasuresWorld();
  const { ground, practice, practiceId, therapist, client, episode } = world;
  // Three sessions of four have been; the last is on 2 December.
  ending = makeClient(ground, practice, { firstName: 'Beth', lastName: 'Okafor' });
  const short = makeEpisode(ground, {
    therapist,
    clients: [ending as never],
    plannedSessions: 4,
    reviewEverySessions: 4,
  });
  for (const [day, status] of [
    ['2026-11-04', 'attended'],
    ['2026-11-11', 'attended'],
    ['2026-11-18', 'attended'],
    ['2026-12-02', 'planned'],
  ] as const)
    makeSession(ground, short.episode, therapist, [ending as never], { startsAt: `${day}T14:00:00Z`, status });
  // A couple, every two weeks, open-ended.
  couple = ['Sam', 'Dee'].map((firstName) => makeClient(ground, practice, { firstName, lastName: 'Tully' }));
  const two = makeEpisode(ground, { therapist, clients: couple as never, kind: 'couple' });
  makeSeries(ground, two.episode, therapist, { everyWeeks: 2 });
  makePlan(ground, { practiceId, episodeId: episode.id, clientId: client.id }, therapist.id, { measureKey: 'phq-9' });
  makeSignal(
    ground,
    { practiceId, episodeId: episode.id, clientId: client.id },
    { kind: 'low', sentence: 'A sentence.' },
  );
  makeAbsence(ground, practice, {
    staffId: therapist.id,
    kind: 'leave',
    startsAt: '2026-12-21T00:00:00Z',
    endsAt: '2026-12-28T00:00:00Z',
  });
  await saveGround(world.db.worker, world.db.vault, ground);
  await world.rows('UPDATE therapist_profile SET capacity_tenths = 40 WHERE staff_id = $1', [therapist.id]);
});
afterAll(() => world.close());

describe('a therapist’s caseload', () => {
  test('has each client with last and next session, session n of m, agreement, review, prompts and ending', async () => {
    const { clients } = await (await world.asTherapist()).clients.list();
    expect(clients.map(({ name }) => name)).toEqual(['Amira K.', 'Beth O.', 'Dee T.', 'Sam T.']);
    expect(clients[0]).toMatchObject({
      prompts: ['talk'],
      measures: { isPlanned: true, lastOn: null },
      session: { number: 1 },
      weightTenths: 10,
    });
    expect(clients[1]).toMatchObject({
      lastOn: '2026-11-18',
      nextAt: '2026-12-02T14:00:00.000Z',
      session: { number: 4, of: 4 },
      endsOn: '2026-12-02',
      review: { atSession: 4, isNext: true },
      prompts: [],
      agreement: 'none',
    });
    expect(clients[2]).toMatchObject({ kind: 'couple', everyWeeks: 2, weightTenths: 6, endsOn: null });
  });

  test('counts weight, not heads: a fortnightly couple is one place of six tenths', async () => {
    const { capacity } = await (await world.asTherapist()).clients.list();
    expect(capacity).toMatchObject({ capacityTenths: 40, carriesTenths: 26 });
    // 1.4 free now; Beth's ten are free in the week after 2 December.
    expect(capacity.openings).toEqual([
      { weekOn: '2026-11-23', places: 1 },
      { weekOn: '2026-12-07', places: 1 },
    ]);
    expect(capacity.weeks.filter(({ isAway }) => isAway).map(({ weekOn }) => weekOn)).toEqual(['2026-12-21']);
  });

  test('is one more place fuller where a client asks more of them: in their own numbers, and in nobody else’s', async () => {
    const clientId = world.client.id;
    const therapist = await world.asTherapist();
    const seen = async () => JSON.stringify(await (await world.as(world.manager)).clients.capacity({ after: null }));
    const before = await seen();
    await Promise.all([
      therapist.clients.sayWeight({ clientId, extraTenths: 10 }),
      therapist.clients.sayWeight({ clientId, extraTenths: 10 }),
    ]);
    const { clients, capacity } = await therapist.clients.list();
    expect(clients[0]).toMatchObject({ extraTenths: 10, weightTenths: 10 });
    expect(capacity).toMatchObject({ carriesTenths: 36, openings: [{ weekOn: '2026-12-07', places: 1 }] });
    expect(await seen()).toBe(before);
    const trail = await (await world.as(world.manager)).audit.list({ clientId });
    expect(trail.filter(({ type }) => type.startsWith('course-weight'))).toEqual([]);
    const rowsFor = async (staffId: string) =>
      world.db.web.runAs({ kind: 'staff', practiceId: world.practiceId, staffId }, () =>
        world.db.web.prisma.courseWeight.findMany({ where: { practiceId: world.practiceId } }),
      );
    expect(await rowsFor(world.therapist.id)).toHaveLength(1);
    for (const staff of [world.manager, world.frontDesk, world.lead, world.colleague])
      expect(await rowsFor(staff.id)).toEqual([]);
    await therapist.clients.sayWeight({ clientId, extraTenths: 0 });
    expect((await therapist.clients.list()).capacity.carriesTenths).toBe(26);
    expect(await refusal((await world.as(world.colleague)).clients.sayWeight({ clientId, extraTenths: 5 }))).toBe(
      'not-found',
    );
  });

  test('is told to the practice as a number and a day, said once however often it is pressed', async () => {
    const therapist = await world.asTherapist();
    const word = { places: 2, fromOn: '2027-03-01' };
    await therapist.clients.sayOpenPlaces(word);
    await therapist.clients.sayOpenPlaces(word);
    const { therapists } = await (await world.as(world.manager)).clients.capacity({ after: null });
    const said = { places: 2, fromOn: '2027-03-01', saidOn: '2026-11-23' };
    expect(therapists.find(({ therapistId }) => therapistId === world.therapist.id)?.said).toEqual(said);
    expect((await therapist.clients.list()).capacity.said).toEqual(said);
    expect(await world.rows('SELECT FROM open_places')).toHaveLength(1);
    for (const fromOn of ['2026-11-22', '2031-01-01'])
      expect(await refusal(therapist.clients.sayOpenPlaces({ places: 1, fromOn }))).toBe('bad-input');
  });
});

describe('the practice’s list', () => {
  test('has everybody with whom, when, which session and the state of the agreement, and nothing clinical', async () => {
    for (const staff of [world.manager, world.frontDesk, world.lead]) {
      const { clients, next } = await (await world.as(staff)).clients.practiceList({
        state: null,
        therapistId: null,
        after: null,
      });
      expect(next).toBeNull();
      expect(clients.find(({ clientId }) => clientId === ending.id)).toEqual({
        clientId: ending.id,
        name: 'Beth Okafor',
        state: 'active',
        therapist: 'Tomos H.',
        lastOn: '2026-11-18',
        next: 'Wednesday 2 December, 14:00',
        session: { number: 4, of: 4 },
        endsOn: '2026-12-02',
        agreement: 'none',
      });
      expect(JSON.stringify(clients)).not.toMatch(/prompt|alert|talk|measure|review|weight|extra/i);
    }
    const therapist = await world.asTherapist();
    const all = { state: null, therapistId: null, after: null };
    expect(await refusal(therapist.clients.practiceList(all))).toBe('forbidden');
    expect(await refusal(therapist.clients.capacity({ after: null }))).toBe('forbidden');
    expect(await refusal((await world.as(world.frontDesk)).clients.capacity({ after: null }))).toBe('forbidden');
  });

  test('is paged by name and keeps to a therapist or a state when asked', async () => {
    const desk = await world.as(world.frontDesk);
    const { ground, practice } = world;
    for (let n = 0; n < 60; n += 1)
      makeClient(ground, practice, { firstName: 'Wen', lastName: `Page${n}`, state: 'ended' });
    await saveGround(world.db.worker, world.db.vault, ground);
    const names: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const got: Awaited<ReturnType<typeof desk.clients.practiceList>> = await desk.clients.practiceList({
        state: null,
        therapistId: null,
        after,
      });
      names.push(...got.clients.map(({ clientId }) => clientId));
      after = got.next;
      if (after === null) break;
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(65);
    const mine = await desk.clients.practiceList({ state: null, therapistId: world.therapist.id, after: null });
    expect(mine.clients).toHaveLength(4);
    const ended = await desk.clients.practiceList({ state: 'ended', therapistId: null, after: null });
    expect(ended.clients.every(({ state }) => state === 'ended')).toBe(true);
  });

  test('shows what each therapist’s endings free, by date', async () => {
    const { weeks, therapists } = await (await world.as(world.manager)).clients.capacity({ after: null });
    expect(weeks).toHaveLength(13);
    const own = therapists.find(({ therapistId }) => therapistId === world.therapist.id);
    expect(own?.endings).toEqual([{ on: '2026-12-02', names: ['Beth O.'], clientId: ending.id, freesTenths: 10 }]);
    expect(own?.openings.at(-1)).toEqual({ weekOn: '2026-12-07', places: 1 });
  });
});
