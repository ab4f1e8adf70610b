import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AbsenceWorld, openAbsenceWorld, refusal } from './world.ts';

let world: AbsenceWorld;
let awayId: string;
let coverId: string;
const span = { fromOn: '2026-12-08', untilOn: '2027-01-04' };
const clientId = () => world.client.id;
const partsFor = async (staff: { id: string }) => {
  const caller = await world.as(staff);
  return caller.clients.get({ clientId: clientId() }).then(
    ({ parts }) => parts.join(' '),
    (error: Error) => error.message,
  );
};

describe('four weeks of leave, a colleague standing in', () => {
  beforeAll(async () => {
    world = await openAbsenceWorld();
  });
  afterAll(() => world?.close());

  it('falls away as shown, with one message a person, no time held, and everything after it as it was', async () => {
    const { shown, said } = await world.say(world.manager, { ...span, coverId: world.colleague.id });
    awayId = said.awayId;
    expect(shown.mayOffer).toBe(false);
    expect(shown.sessions).toHaveLength(8);
    expect(said).toMatchObject({ sessions: 8, mails: 3, toTell: 0, offered: 0 });
    const priya = await world.sessionsOf(clientId());
    expect(priya.map(({ status }) => status)).toEqual([
      'planned',
      ...Array(4).fill('cancelled-by-us'),
      ...Array(7).fill('planned'),
    ]);
    expect(priya[5]?.starts_at.toISOString()).toBe('2027-01-05T17:30:00.000Z');
    const words = shown.messages.find((one) => one.clientId === clientId())?.words;
    expect(words).toContain(
      'These appointments will not go ahead: Tuesday 8 December, 17:30; Tuesday 15 December, 17:30;',
    );
    expect(words).toContain('Your usual time is kept for you.');
    expect(words).not.toContain('choose another time');
    expect(await world.rows('SELECT 1 FROM ledger_entry')).toEqual([]);
    await world.letMailLeave();
    const mail = world.mails.filter(({ to }) => to === 'priya@client.example').at(-1);
    expect(mail?.text).toContain(words as string);
  });

  it('says why to the therapist, the manager and the lead alone', async () => {
    const kindFor = async (staff: { id: string }) => (await (await world.as(staff)).absence.get({ awayId })).kind;
    expect(await kindFor(world.manager)).toBe('unwell');
    expect(await kindFor(world.therapist)).toBe('unwell');
    expect(await kindFor(world.frontDesk)).toBeNull();
    expect(await kindFor(world.colleague)).toBeNull();
    expect(await refusal((await world.as(world.supervisor)).absence.get({ awayId }))).toBe('forbidden');
    expect(await refusal((await world.asOther(world.other.manager)).absence.get({ awayId }))).toBe('not-found');
  });

  it('tells the client who is away, until when, and who is there; and nobody else’s client', async () => {
    const { away } = await (await world.asClient(world.client)).absence.mine();
    expect(away).toEqual([
      {
        id: awayId,
        name: 'Leila',
        fromOn: 'Tuesday 8 December',
        until: 'Monday 4 January',
        cover: 'Tomos',
        keepsPlace: true,
      },
    ]);
    expect((await (await world.asClient(world.second)).absence.mine()).away).toEqual([]);
  });

  it('offers nobody a time inside it, by no way in', async () => {
    const desk = await world.as(world.frontDesk);
    const [, , , , , after] = await world.sessionsOf(clientId());
    const move = { sessionId: after?.id as string, version: 1, on: '2026-12-15', time: '11:00' };
    expect(await refusal(desk.scheduling.moveSession(move))).toBe('scheduling/slot-taken');
    const [first] = await world.sessionsOf(clientId());
    const { days } = await (await world.asClient(world.client)).scheduling.freeTimes({
      sessionId: first?.id as string,
    });
    expect(days.length).toBeGreaterThan(0);
    expect(days.filter(({ on }) => on >= span.fromOn && on <= span.untilOn)).toEqual([]);
  });

  it('opens contacts, agreements and sessions to the cover from its first instant, and no word of the work', async () => {
    world.server.setNow('2026-12-07T23:59:59.999Z');
    expect(await partsFor(world.colleague)).toBe('not-found');
    world.server.setNow('2026-12-08T00:00:00Z');
    expect(await partsFor(world.colleague)).toBe('now sessions agreement history reaching');
    const cover = await world.as(world.colleague);
    expect((await cover.scheduling.forClient({ clientId: clientId() })).toCome.length).toBeGreaterThan(0);
    for (const ask of [
      () => cover.clients.now({ clientId: clientId() }),
      () => cover.notes.ofClient({ clientId: clientId(), before: null }),
      () => cover.measures.list({ clientId: clientId() }),
      () => cover.goals.ofClient({ clientId: clientId() }),
      () => cover.account.makeSpokenCode({ clientId: clientId() }),
    ])
      expect(await refusal(ask())).toBe('not-found');
  });

  it('opens the record when the therapist says so, and not when anybody else does', async () => {
    const therapist = await world.as(world.therapist);
    coverId = (await therapist.absence.get({ awayId })).covers[0]?.id as string;
    const grant = async (staff: { id: string }) =>
      refusal((await world.as(staff)).absence.grantRecord({ coverId, reads: 'record' }));
    expect(await grant(world.colleague)).toBe('not-found');
    expect(await grant(world.manager)).toBe('forbidden');
    expect(await grant(world.frontDesk)).toBe('forbidden');
    expect(await partsFor(world.colleague)).not.toContain('notes');
    await therapist.absence.grantRecord({ coverId, reads: 'record' });
    await therapist.absence.grantRecord({ coverId, reads: 'record' });
    expect(await partsFor(world.colleague)).toContain('notes');
    expect(await world.rows(`SELECT 1 FROM audit_event WHERE type = 'cover.record-opened'`)).toHaveLength(1);
    await therapist.absence.grantRecord({ coverId, reads: 'frame' });
    expect(await partsFor(world.colleague)).not.toContain('notes');
  });

  it('ends with the day of an early return, to the millisecond, and gives the weeks back', async () => {
    world.server.setNow('2026-12-20T09:00:00Z');
    const therapist = await world.as(world.therapist);
    expect(await refusal(therapist.absence.comeBack({ awayId, onDay: '2027-01-05' }))).toBe('bad-input');
    const back = await therapist.absence.comeBack({ awayId, onDay: '2026-12-22' });
    expect(back).toMatchObject({ sessions: 4, lost: [], mails: 3, toTell: 0 });
    const priya = await world.sessionsOf(clientId());
    expect(priya.map(({ status }) => status).slice(1, 5)).toEqual([
      'cancelled-by-us',
      'cancelled-by-us',
      'planned',
      'planned',
    ]);
    world.server.setNow('2026-12-21T23:59:59.999Z');
    expect(await partsFor(world.colleague)).toBe('now sessions agreement history reaching');
    world.server.setNow('2026-12-22T00:00:00Z');
    expect(await partsFor(world.colleague)).toBe('not-found');
    expect(await refusal((await world.as(world.colleague)).absence.get({ awayId }))).toBe('not-found');
    expect((await (await world.asClient(world.client)).absence.mine()).away).toEqual([]);
  });

  it('puts what fell away back at the end of a course that counts its sessions, once', async () => {
    for (let sweep = 0; sweep < 3; sweep += 1) await world.server.runSweeps();
    const priya = await world.sessionsOf(clientId());
    const live = priya.filter(({ status }) => status === 'planned');
    expect(live).toHaveLength(12);
    expect(live.at(-1)?.starts_at.toISOString()).toBe('2027-03-02T17:30:00.000Z');
    expect(await world.rows(`SELECT 1 FROM audit_event WHERE type = 'absence.settled'`)).toHaveLength(1);
  });
});
