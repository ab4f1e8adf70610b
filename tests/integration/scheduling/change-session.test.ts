import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, refused, type SchedulingWorld } from './world.ts';

let world: SchedulingWorld;
let sessionId: string;
beforeEach(async () => {
  world = await openSchedulingWorld();
  const desk = await world.as(world.frontDesk);
  await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
  sessionId = await first(world.client.id);
});
afterEach(() => world?.close());

async function first(clientId: string) {
  const rows = await world.rows<{ id: string }>(
    'SELECT session_id AS id FROM session_participant WHERE client_id = $1 ORDER BY starts_at LIMIT 1',
    [clientId],
  );
  return rows[0]?.id as string;
}
const stateOf = async (id = sessionId) =>
  (
    await world.rows<{ status: string; version: number; key: string; starts_at: Date }>(
      'SELECT status, version, occurrence_key AS key, starts_at FROM session WHERE id = $1',
      [id],
    )
  )[0];
const ledger = async () =>
  world.rows<{ kind: string; pence: number; reason: string }>(
    'SELECT kind, pence, reason FROM ledger_entry ORDER BY at',
  );
const mails = async () =>
  Number(
    (await world.rows<{ n: string }>(`SELECT count(*) AS n FROM outbox_mail WHERE template = 'session-changed'`))[0]?.n,
  );

describe('moving one session', () => {
  it('keeps its key, frees the old time, takes the new one; the same submit again changes nothing', async () => {
    const therapist = await world.as(world.therapist);
    const move = { sessionId, version: 1, on: '2026-12-03', time: '11:00' };
    expect(await therapist.scheduling.moveSession(move)).toMatchObject({ status: 'moved', version: 2 });
    expect(await therapist.scheduling.moveSession(move)).toMatchObject({ status: 'moved', version: 2 });
    expect(await stateOf()).toMatchObject({
      version: 2,
      key: '2026-12-01T17:30',
      starts_at: new Date('2026-12-03T11:00:00Z'),
    });
    const taken = await world.rows<{ starts_at: Date }>('SELECT starts_at FROM occupied WHERE session_id = $1', [
      sessionId,
    ]);
    expect(taken.map((row) => row.starts_at.toISOString())).toEqual(Array(3).fill('2026-12-03T11:00:00.000Z'));
    expect(await mails()).toBe(1);
    expect(await refusal(therapist.scheduling.moveSession({ ...move, on: '2026-12-04' }))).toBe('conflict');
    expect(await ledger()).toEqual([]);
  });

  it('to another room at the same hour takes that room and frees the first', async () => {
    const therapist = await world.as(world.therapist);
    const move = { sessionId, version: 1, on: '2026-12-01', time: '17:30', roomId: world.room2.id };
    expect(await therapist.scheduling.moveSession(move)).toMatchObject({ status: 'planned', version: 2 });
    expect(await therapist.scheduling.moveSession(move)).toMatchObject({ status: 'planned', version: 2 });
    const rooms = await world.rows(`SELECT resource_id FROM occupied WHERE session_id = $1 AND kind = 'room'`, [
      sessionId,
    ]);
    expect(rooms).toEqual([{ resource_id: world.room2.id }]);
  });

  it('of two tabs that move it at once to two times one wins', async () => {
    const therapist = await world.as(world.therapist);
    const results = await Promise.allSettled(
      ['11:00', '12:00', '13:00', '14:00'].map((time) =>
        therapist.scheduling.moveSession({ sessionId, version: 1, on: '2026-12-03', time }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stateOf())?.version).toBe(2);
  });

  it('is refused onto a time that is taken, by name, and leaves all as it was', async () => {
    const therapist = await world.as(world.therapist);
    const answer = await refused(
      therapist.scheduling.moveSession({ sessionId, version: 1, on: '2026-12-08', time: '17:00' }),
    );
    expect(answer.code).toBe('scheduling/slot-taken');
    expect((answer.details as { clashes: { kind: string }[] }).clashes.map(({ kind }) => kind).sort()).toEqual([
      'client',
      'room',
      'therapist',
    ]);
    expect(await stateOf()).toMatchObject({ status: 'planned', version: 1 });
  });
});

describe('cancelling and its fee', () => {
  // The session begins on 1 December at 17:30 in London; the window is 24 hours.
  it.each([
    ['2026-11-30T17:29:59Z', 'cancelled-in-time', 0],
    ['2026-11-30T17:30:00Z', 'cancelled-in-time', 0],
    ['2026-11-30T17:30:01Z', 'cancelled-late', 4500],
    ['2026-12-01T17:29:59Z', 'cancelled-late', 4500],
  ])('by the client at %s: %s, %i pence', async (at, status, fee) => {
    world.server.setNow(at);
    const client = await world.asClient(world.client);
    const { toCome } = await client.scheduling.mine({ sessionId });
    expect(toCome[0]?.ifCancelled?.feeDuePence).toBe(fee);
    const cancel = { sessionId, version: 1, seenFeePence: fee };
    expect(await client.scheduling.cancelMine(cancel)).toEqual({ status, version: 2, feeDuePence: fee });
    expect(await client.scheduling.cancelMine(cancel)).toEqual({ status, version: 2, feeDuePence: fee });
    expect(await ledger()).toEqual(fee ? [{ kind: 'charge', pence: fee, reason: 'late-cancellation' }] : []);
    expect(await world.rows('SELECT 1 FROM occupied WHERE session_id = $1', [sessionId])).toEqual([]);
    const told = await world.rows<{ staff_id: string | null }>(
      `SELECT staff_id FROM outbox_mail WHERE template = 'session-changed'`,
    );
    expect(told).toEqual([{ staff_id: world.therapist.id }]);
  });

  it('is refused once it has begun, and asks again when the fee has changed since it was shown', async () => {
    const client = await world.asClient(world.client);
    world.server.setNow('2026-11-30T17:30:01Z');
    expect(await refused(client.scheduling.cancelMine({ sessionId, version: 1, seenFeePence: 0 }))).toEqual({
      code: 'conflict',
      details: { feeDuePence: 4500 },
    });
    world.server.setNow('2026-12-01T17:30:00Z');
    expect(await refusal(client.scheduling.cancelMine({ sessionId, version: 1, seenFeePence: 4500 }))).toBe(
      'scheduling/in-the-past',
    );
    expect(await stateOf()).toMatchObject({ status: 'planned', version: 1 });
  });

  it('by us costs nothing, however late', async () => {
    world.server.setNow('2026-12-01T17:00:00Z');
    const desk = await world.as(world.frontDesk);
    const { terms } = await desk.scheduling.session({ sessionId });
    expect(terms).toMatchObject({ kind: 'late', feeDuePence: 4500 });
    expect(await desk.scheduling.cancelSession({ sessionId, version: 1, by: 'practice' })).toMatchObject({
      feeDuePence: 0,
    });
    expect(await ledger()).toEqual([]);
  });
});

describe('a client', () => {
  it('moves their own session to a free time, and nobody else’s', async () => {
    const client = await world.asClient(world.client);
    const { days } = await client.scheduling.freeTimes({ sessionId });
    const startsAt = days[0]?.times[0]?.startsAt as string;
    expect(await client.scheduling.moveMine({ sessionId, version: 1, startsAt })).toMatchObject({
      status: 'moved',
      version: 2,
    });
    expect(await client.scheduling.moveMine({ sessionId, version: 1, startsAt })).toMatchObject({
      status: 'moved',
      version: 2,
    });
    expect((await stateOf())?.starts_at).toEqual(new Date(startsAt));
    expect(await refusal(client.scheduling.moveMine({ sessionId, version: 2, startsAt: '2026-12-06T03:00:00Z' }))).toBe(
      'scheduling/slot-taken',
    );

    const stranger = await world.asClient(world.second);
    const random = '00000000-0000-4000-8000-00000000abcd';
    for (const id of [sessionId, random]) {
      expect(await refused(stranger.scheduling.moveMine({ sessionId: id, version: 2, startsAt }))).toEqual({
        code: 'not-found',
        details: undefined,
      });
      expect(await refusal(stranger.scheduling.cancelMine({ sessionId: id, version: 2, seenFeePence: 0 }))).toBe(
        'not-found',
      );
      expect(await refusal(stranger.scheduling.freeTimes({ sessionId: id }))).toBe('not-found');
      expect(await refusal(stranger.scheduling.mine({ sessionId: id }))).toBe('not-found');
      expect(await refusal(stranger.scheduling.appointment({ sessionId: id }))).toBe('not-found');
    }
  });

  it('does not move it once the window has closed', async () => {
    const client = await world.asClient(world.client);
    world.server.setNow('2026-11-30T17:30:01Z');
    const move = client.scheduling.moveMine({ sessionId, version: 1, startsAt: '2026-12-03T11:00:00Z' });
    expect(await refusal(move)).toBe('scheduling/too-late-to-move');
  });

  it('of a couple moves the hour of both', async () => {
    const desk = await world.as(world.frontDesk);
    const sam = world.couple[0] as { id: string };
    const dee = world.couple[1] as { id: string };
    await desk.scheduling.bookSeries({ clientId: sam.id, firstOn: '2026-12-03' });
    const id = await first(dee.id);
    const client = await world.asClient(dee);
    const startsAt = (await client.scheduling.freeTimes({ sessionId: id })).days[0]?.times[0]?.startsAt as string;
    await client.scheduling.moveMine({ sessionId: id, version: 1, startsAt });
    const rows = await world.rows<{ starts_at: Date }>(
      'SELECT starts_at FROM session_participant WHERE session_id = $1',
      [id],
    );
    expect(rows.map((row) => row.starts_at)).toEqual([new Date(startsAt), new Date(startsAt)]);
  });

  it('is given the way in only from 15 minutes before until the end', async () => {
    const desk = await world.as(world.frontDesk);
    const sam = world.couple[0] as { id: string };
    await desk.scheduling.bookSeries({ clientId: sam.id, firstOn: '2026-12-03' });
    const client = await world.asClient(sam);
    const id = await first(sam.id);
    const linkAt = async (at: string) => {
      world.server.setNow(at);
      return (await client.scheduling.mine({ sessionId: id })).toCome[0]?.joinLink ?? null;
    };
    expect(await linkAt('2026-12-03T17:14:59Z')).toBeNull();
    expect(await linkAt('2026-12-03T17:15:00Z')).toMatch(/^https:/);
    expect(await linkAt('2026-12-03T18:19:59Z')).toMatch(/^https:/);
    expect(await linkAt('2026-12-03T18:20:00Z')).toBeNull();
  });

  it('gets a calendar file that says "Appointment" and nothing else', async () => {
    const { ics } = await (await world.asClient(world.client)).scheduling.appointment({ sessionId });
    expect(ics).toContain('SUMMARY:Appointment');
    expect(ics).toContain('DTSTART:20261201T173000Z');
    expect(ics).not.toMatch(/Leila|Room|Priya|LOCATION|DESCRIPTION|ORGANIZER/);
  });
});

describe('what became of it', () => {
  it('is charged once, however often it is pressed', async () => {
    world.server.setNow('2026-12-01T18:30:00Z');
    const therapist = await world.as(world.therapist);
    const record = { sessionId, version: 1, outcome: 'attended', beganLateMinutes: 10 } as const;
    const results = await Promise.all([1, 2, 3].map(() => therapist.scheduling.recordAttendance(record)));
    expect(results.map(({ version }) => version)).toEqual([2, 2, 2]);
    expect(await ledger()).toEqual([{ kind: 'charge', pence: 4500, reason: 'session' }]);
    await therapist.scheduling.recordAttendance({
      sessionId,
      version: 2,
      outcome: 'did-not-attend',
      beganLateMinutes: null,
    });
    // Put right: the first charge is taken back by a contrary line and the same sum charged for what it was. Nothing is rewritten.
    expect(await ledger()).toHaveLength(3);
    expect(await world.rows('SELECT sum(effect_pence)::int AS owed FROM ledger_entry')).toEqual([{ owed: 4500 }]);
  });

  it('cannot be said before it begins', async () => {
    const therapist = await world.as(world.therapist);
    const record = { sessionId, version: 1, outcome: 'attended', beganLateMinutes: null } as const;
    expect(await refusal(therapist.scheduling.recordAttendance(record))).toBe('scheduling/not-begun');
  });

  it('of a couple is one bill', async () => {
    const desk = await world.as(world.frontDesk);
    const sam = world.couple[0] as { id: string };
    await desk.scheduling.bookSeries({ clientId: sam.id, firstOn: '2026-12-03' });
    const id = await first(sam.id);
    world.server.setNow('2026-12-03T18:30:00Z');
    await desk.scheduling.recordAttendance({ sessionId: id, version: 1, outcome: 'attended', beganLateMinutes: null });
    expect(await ledger()).toHaveLength(1);
  });
});

describe('who may', () => {
  it('answers a colleague’s session, another practice’s and a random id alike', async () => {
    const colleague = await world.as(world.colleague);
    const random = '00000000-0000-4000-8000-00000000abcd';
    const foreign = await world.asOther(world.other.manager);
    const answers = await Promise.all([
      refused(colleague.scheduling.session({ sessionId })),
      refused(colleague.scheduling.session({ sessionId: random })),
      refused(colleague.scheduling.cancelSession({ sessionId, version: 1, by: 'practice' })),
      refused(colleague.scheduling.moveSession({ sessionId, version: 1, on: '2026-12-03', time: '11:00' })),
      refused(colleague.scheduling.forClient({ clientId: world.client.id })),
      refused(colleague.fees.ledger({ clientId: world.client.id })),
      refused(foreign.scheduling.session({ sessionId })),
      refused(foreign.scheduling.forClient({ clientId: world.client.id })),
      refused(foreign.fees.ledger({ clientId: world.client.id })),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"code":"not-found"}']));
  });

  it('shows a therapist their own week and the desk everybody’s; the desk is shown no way into a session', async () => {
    const week = { on: '2026-12-01' };
    const all = async (staff: { id: string }) =>
      (await (await world.as(staff)).scheduling.diary(week)).days.flatMap(({ sessions }) => sessions);
    expect((await all(world.therapist)).map(({ id }) => id)).toEqual([sessionId]);
    expect(await all(world.colleague)).toEqual([]);
    expect((await all(world.frontDesk)).map(({ id }) => id)).toEqual([sessionId]);
    expect(await refusal(all(world.supervisor))).toBe('forbidden');
  });
});
