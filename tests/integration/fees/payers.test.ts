import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from '../scheduling/world.ts';
import { charges, hold } from './hold.ts';

let world: SchedulingWorld;
let clientId: string;
let payerId: string;
beforeEach(async () => {
  world = await openSchedulingWorld();
  clientId = world.client.id;
  payerId = randomUUID();
  await (await desk()).fees.savePayer({ ...insurer, payerId });
});
afterEach(() => world?.close());

const desk = () => world.as(world.frontDesk);
const insurer = {
  version: 0,
  kind: 'insurer' as const,
  name: 'Northgate Health',
  address: 'PO Box 12, Derby',
  email: null,
  reference: 'PRV 20418',
};
const terms = () => ({
  clientId,
  arrangementId: randomUUID(),
  payerId,
  share: 'whole' as 'whole' | 'fixed' | 'percent',
  sharePence: null as number | null,
  sharePoints: null as number | null,
  fromOn: '2026-11-01',
  untilOn: null,
  sessionLimit: 2 as number | null,
  usedBefore: 0,
  authorisation: 'NGH-1',
  authorisedUntilOn: null,
  memberReference: 'M 1',
  coversMissed: false,
  shownAs: 'reference' as const,
  datesAgreed: false,
});
const parties = async () => (await charges(world)).map(({ party, pence }) => `${party} ${pence}`);

describe('a limit', () => {
  it('is never passed: what is beyond waits, owed by nobody, until the client or the desk chooses', async () => {
    const arrangement = terms();
    await (await desk()).fees.arrange(arrangement);
    await hold(world, 4);
    expect(await parties()).toEqual(['payer 4500', 'payer 4500', 'undecided 4500', 'undecided 4500']);
    const client = await world.asClient(world.client);
    const mine = await client.fees.mine();
    expect(mine.owedPence).toBe(0);
    expect(mine.payers).toMatchObject([
      { payer: 'Northgate Health', left: 0, waiting: 2, waitingPence: 9000, mayChoose: true },
    ]);
    expect((await client.home.mine()).owedPence).toBe(0);
    // Pressed twice, by the client and the desk at once: charged once.
    const { arrangementId } = arrangement;
    await Promise.all([
      client.fees.payMyself({ arrangementId }),
      refusal((await desk()).fees.decideBeyondLimit({ clientId, arrangementId, choice: 'client-pays' })),
    ]);
    expect((await client.fees.mine()).owedPence).toBe(9000);
    await hold(world, 1, 4);
    expect(await parties()).toEqual(['payer 4500', 'payer 4500', 'client 4500', 'client 4500', 'client 4500']);
    const audit = await world.rows(
      `SELECT count(*)::int AS n FROM audit_event WHERE type = 'fee.beyond-limit-decided'`,
    );
    expect(audit[0]?.n).toBeGreaterThanOrEqual(1);
  });

  it('that is raised takes what is within it, the oldest first, and the rest goes on waiting; what is let go is owed by nobody', async () => {
    const one = await desk();
    const arrangement = terms();
    const { arrangementId } = arrangement;
    await one.fees.arrange(arrangement);
    await hold(world, 4);
    const decide = (choice: 'payer-pays' | 'let-go') => one.fees.decideBeyondLimit({ clientId, arrangementId, choice });
    expect(await refusal(decide('payer-pays'))).toBe('fee/nothing-to-decide');
    const { untilOn, authorisation, authorisedUntilOn, shownAs, datesAgreed } = arrangement;
    const change = {
      clientId,
      arrangementId,
      version: 1,
      untilOn,
      authorisation,
      authorisedUntilOn,
      shownAs,
      datesAgreed,
      sessionLimit: 3,
    };
    expect(await one.fees.changeArrangement(change)).toEqual({ version: 2 });
    expect(await one.fees.changeArrangement(change)).toEqual({ version: 2 });
    expect(await refusal(one.fees.changeArrangement({ ...change, sessionLimit: 9 }))).toBe('conflict');
    expect(await decide('payer-pays')).toEqual({ sessions: 1 });
    expect(await decide('let-go')).toEqual({ sessions: 1 });
    expect(await refusal(decide('let-go'))).toBe('fee/nothing-to-decide');
    const { accounts } = await one.fees.ledger({ clientId });
    expect(accounts.map(({ party, owedPence }) => [party, owedPence]).sort()).toEqual([
      ['payer', 13_500],
      ['undecided', 0],
    ]);
  });

  it('that is near is said once to the client, the therapist and the manager, in words that say nothing', async () => {
    await (await desk()).fees.arrange({ ...terms(), sessionLimit: 3 });
    await hold(world, 1);
    // A large practice: more than are looked at in one go have a limit and are far from it.
    await world.db.admin(
      `INSERT INTO payment_arrangement (practice_id, id, client_id, payer_id, share, share_pence, from_on, session_limit)
       SELECT $1, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, $2, $3, 'fixed', 1, '2026-11-01', 1000 FROM generate_series(1, 520) n`,
      [world.practiceId, world.second.id, payerId],
    );
    const told = async () =>
      world.rows<{ client_id: string | null; staff_id: string | null; template: string }>(
        `SELECT client_id, staff_id, template FROM outbox_mail WHERE idempotency_key LIKE 'limit:%' ORDER BY staff_id NULLS FIRST`,
      );
    await world.server.runSweeps();
    await world.server.runSweeps();
    const mails = await told();
    expect(mails.map(({ template }) => template)).toEqual(Array(3).fill('something-to-read'));
    expect(new Set(mails.map((mail) => mail.client_id ?? mail.staff_id))).toEqual(
      new Set([clientId, world.therapist.id, world.manager.id]),
    );
    const limits = async (staff: { id: string }) =>
      (await (await world.as(staff)).fees.limits()).limits.map(({ left }) => left);
    expect([await limits(world.therapist), await limits(world.manager), await limits(world.colleague)]).toEqual([
      [2],
      [2],
      [],
    ]);
    await hold(world, 2, 1);
    await world.server.runSweeps();
    expect(await told()).toHaveLength(6);
  });

  it('has ended on a day: the session after it waits', async () => {
    await (await desk()).fees.arrange({ ...terms(), sessionLimit: null, authorisedUntilOn: '2026-12-05' as never });
    await hold(world, 2);
    expect(await parties()).toEqual(['payer 4500', 'undecided 4500']);
  });
});

describe('shares of a fee', () => {
  it('go to whose they are, to the penny; a missed session is the client’s alone', async () => {
    const one = await desk();
    await one.fees.arrange({ ...terms(), share: 'percent', sharePoints: 3333, sessionLimit: null });
    await hold(world, 1);
    expect(await parties()).toEqual(['client 3000', 'payer 1500']);
    const [charge] = await charges(world);
    await one.scheduling.recordAttendance({
      sessionId: charge?.session_id as string,
      version: 2,
      outcome: 'did-not-attend',
      beganLateMinutes: null,
    });
    expect(await parties()).toEqual(['client 4500']);
  });
  it('of one time are never more than the whole; another client’s payer and a foreign one are refused', async () => {
    const one = await desk();
    await one.fees.arrange({ ...terms(), share: 'percent', sharePoints: 6000 });
    expect(await refusal(one.fees.arrange({ ...terms(), share: 'percent', sharePoints: 4001 }))).toBe(
      'fee/shares-too-large',
    );
    // Nor by a later last day, which is said afterwards.
    const {
      clientId: whose,
      arrangementId,
      authorisation,
      authorisedUntilOn,
      sessionLimit,
      shownAs,
      datesAgreed,
    } = terms();
    await one.fees.arrange({
      ...terms(),
      arrangementId,
      share: 'percent',
      sharePoints: 4001,
      fromOn: '2026-01-01',
      untilOn: '2026-10-31' as never,
    });
    const same = {
      clientId: whose,
      arrangementId,
      authorisation,
      authorisedUntilOn,
      sessionLimit,
      shownAs,
      datesAgreed,
    };
    const until = (untilOn: string | null, version: number) =>
      one.fees.changeArrangement({ ...same, untilOn, version });
    expect(await refusal(until(null, 1))).toBe('fee/shares-too-large');
    expect(await until('2026-09-30', 1)).toEqual({ version: 2 });
    const person = randomUUID();
    await one.fees.savePayer({
      ...insurer,
      payerId: person,
      kind: 'person',
      name: 'Daniel',
      clientId: world.second.id,
    });
    expect(await refusal(one.fees.arrange({ ...terms(), payerId: person }))).toBe('not-found');
    expect(await refusal(one.fees.arrange({ ...terms(), payerId: randomUUID() }))).toBe('not-found');
    expect(await refusal(one.fees.arrange({ ...terms(), clientId: world.other.client.id }))).toBe('not-found');
    expect(await refusal((await world.as(world.therapist)).fees.arrange(terms()))).toBe('forbidden');
    expect(await refusal((await world.as(world.therapist)).fees.payers({}))).toBe('forbidden');
  });
});

describe('a payer’s transfer', () => {
  it('pays what was ticked, once however often it is pressed; of two at once for the same lines one is refused whole', async () => {
    const one = await desk();
    await one.fees.arrange({ ...terms(), sessionLimit: null });
    await hold(world, 3);
    const { open } = await one.fees.payer({ payerId });
    expect(open.map(({ openPence, reference }) => [openPence, reference])).toEqual(Array(3).fill([4500, 'M 1']));
    const transfer = (at: number[]) => ({
      payerId,
      batchId: randomUUID(),
      method: 'transfer' as const,
      reference: 'NG 77',
      lines: at.map((index) => ({ chargeId: open[index]?.entryId as string, pence: 4500 })),
    });
    const first = transfer([0, 1]);
    expect(await Promise.all([1, 2].map(() => one.fees.recordPayerPayment(first)))).toEqual(
      Array(2).fill({ pence: 9000, receipts: 1 }),
    );
    expect(await refusal(one.fees.recordPayerPayment(transfer([1, 2])))).toBe('conflict');
    const [a, b] = [transfer([2]), transfer([2])];
    const answers = await Promise.all([
      refusal(one.fees.recordPayerPayment(a)),
      refusal((await world.as(world.manager)).fees.recordPayerPayment(b)),
    ]);
    expect(answers.sort()).toEqual(['conflict', 'nothing was refused']);
    expect((await one.fees.payer({ payerId })).open).toEqual([]);
    expect(await refusal(one.fees.recordPayerPayment({ ...transfer([0]), payerId: randomUUID() }))).toBe('not-found');
  });
});

describe('a therapist’s share', () => {
  it('is added up from the ledger: all for the manager, their own for a therapist', async () => {
    await hold(world, 2);
    const manager = await world.as(world.manager);
    const share = {
      staffId: world.therapist.id,
      kind: 'percent' as const,
      points: 6000,
      pence: null,
      fromOn: '2026-01-01',
    };
    await manager.fees.setShare(share);
    await manager.fees.setShare(share);
    expect(await refusal(manager.fees.setShare({ ...share, points: 5000 }))).toBe('conflict');
    const [charge] = await charges(world);
    await manager.fees.waive({ clientId, chargeId: charge?.id as string, reason: 'goodwill' });
    const own = await (await world.as(world.therapist)).fees.shares({ month: '2026-12' });
    expect(own).toMatchObject({
      isAll: false,
      therapists: [{ staffId: world.therapist.id, sessions: 1, keptPence: 4500, sharePence: 2700 }],
    });
    const all = await manager.fees.shares({ month: '2026-12' });
    expect(all.therapists.map(({ staffId }) => staffId).sort()).toEqual(
      [world.therapist.id, world.colleague.id].sort(),
    );
    expect(await refusal((await desk()).fees.shares({ month: '2026-12' }))).toBe('forbidden');
    expect(await refusal(manager.fees.setShare({ ...share, staffId: world.other.therapist.id }))).toBe('not-found');
  });
});
