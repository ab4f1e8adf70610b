import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from './world.ts';

let world: SchedulingWorld;
let sessionId: string;
beforeEach(async () => {
  world = await openSchedulingWorld();
  const desk = await world.as(world.frontDesk);
  await desk.scheduling.bookSeries({ clientId: world.client.id, firstOn: '2026-12-01' });
  world.server.setNow('2026-12-01T18:30:00Z');
  const rows = await world.rows<{ id: string }>('SELECT id FROM session ORDER BY starts_at LIMIT 1');
  sessionId = rows[0]?.id as string;
  await desk.scheduling.recordAttendance({ sessionId, version: 1, outcome: 'attended', beganLateMinutes: null });
});
afterEach(() => world?.close());
const charge = async () =>
  (await world.rows<{ id: string }>(`SELECT id FROM ledger_entry WHERE kind = 'charge'`))[0]?.id as string;

describe('the ledger', () => {
  it('takes one payment once, and no more than is owed', async () => {
    const desk = await world.as(world.frontDesk);
    const clientId = world.client.id;
    const pay = { clientId, entryId: randomUUID(), pence: 2000, method: 'card' } as const;
    const answers = await Promise.all([1, 2, 3].map(() => desk.fees.recordPayment(pay)));
    expect(answers.map(({ owedPence, receipt }) => [owedPence, receipt.number])).toEqual(Array(3).fill([2500, 1]));
    expect(await refusal(desk.fees.recordPayment({ ...pay, entryId: randomUUID(), pence: 2501 }))).toBe('fee/too-much');
    expect(await desk.fees.waive({ clientId, chargeId: await charge(), reason: 'hardship' })).toEqual({ owedPence: 0 });
    expect(await refusal(desk.fees.waive({ clientId, chargeId: await charge(), reason: 'hardship' }))).toBe(
      'fee/nothing-owed',
    );
    expect(await refusal(desk.fees.recordPayment({ ...pay, entryId: randomUUID() }))).toBe('fee/nothing-owed');
  });

  it('is the desk’s for all, a therapist’s for their own clients, the client’s for themselves; a therapist takes no money', async () => {
    const owing = async (staff: { id: string }) =>
      (await (await world.as(staff)).fees.owing({})).clients.map((one) => one.clientId);
    expect(await owing(world.manager)).toEqual([world.client.id]);
    expect(await owing(world.therapist)).toEqual([world.client.id]);
    expect(await owing(world.colleague)).toEqual([]);
    expect(await (await world.asClient(world.client)).fees.mine()).toMatchObject({ owedPence: 4500 });
    expect(await (await world.asClient(world.second)).fees.mine()).toMatchObject({ owedPence: 0, entries: [] });
    const therapist = await world.as(world.therapist);
    const pay = { clientId: world.client.id, entryId: randomUUID(), pence: 100, method: 'cash' } as const;
    expect(await refusal(therapist.fees.recordPayment(pay))).toBe('forbidden');
  });
});

describe('the homes', () => {
  it('tell a client where they stand', async () => {
    const home = await (await world.asClient(world.client)).home.mine();
    expect(home).toMatchObject({ firstName: 'Priya', owedPence: 4500, hadSessions: true });
    expect(home.agreed).toContain('Tuesdays 17:30');
    expect(home.next[0]?.start).toBe('Tuesday 8 December, 17:30');
    expect(home.next[0]?.where).toBe('With Leila, in Room 2. No stairs.');
  });

  it('tell the desk what waits, and of safety answers nothing but since when', async () => {
    const desk = await (await world.as(world.frontDesk)).home.practice();
    expect(desk).toMatchObject({ seesAlerts: false, unanswered: [], owing: 1 });
    expect(desk.toBook.rows.map(({ name }) => name)).toContain(world.second.shortName);
    expect(await refusal((await world.as(world.therapist)).home.practice())).toBe('forbidden');
  });
});
