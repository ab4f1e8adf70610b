import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from '../scheduling/world.ts';
import { charges, hold } from './hold.ts';

let world: SchedulingWorld;
let clientId: string;
beforeEach(async () => {
  world = await openSchedulingWorld();
  clientId = world.client.id;
  await hold(world, 2);
});
afterEach(() => world?.close());

const desk = () => world.as(world.frontDesk);
const pay = (over: object = {}) => ({ clientId, entryId: randomUUID(), pence: 4500, method: 'card' as const, ...over });
const numbers = async () =>
  (await world.rows<{ number: number }>('SELECT number FROM receipt ORDER BY number')).map(({ number }) => number);

/** What the database itself says of every line: nothing stands against it beyond its sum, and no account has both credit and debt. */
async function expectWhole() {
  const rows = await world.rows<{ account: string; effect: number; used: number }>(`
    SELECT e.client_id || e.party || coalesce(e.payer_id::text, '') AS account, e.effect_pence AS effect,
      coalesce((SELECT sum(a.pence)::int FROM ledger_allocation a WHERE e.id IN (a.credit_id, a.debit_id)), 0) AS used FROM ledger_entry e`);
  for (const row of rows) {
    expect(row.used).toBeGreaterThanOrEqual(0);
    expect(row.used).toBeLessThanOrEqual(Math.abs(row.effect));
  }
  for (const own of Map.groupBy(rows, ({ account }) => account).values()) {
    const open = (sign: number) =>
      own
        .filter((row) => Math.sign(row.effect) === sign)
        .reduce((sum, row) => sum + Math.abs(row.effect) - row.used, 0);
    expect(Math.min(open(1), open(-1))).toBe(0);
    expect(open(1) - open(-1)).toBe(own.reduce((sum, { effect }) => sum + effect, 0));
  }
}

describe('payments', () => {
  it('settle the oldest charge first, or the one that was chosen; part of one stays open', async () => {
    const [first, second] = await charges(world);
    await (await desk()).fees.recordPayment(pay({ pence: 2000, towards: [second?.id] }));
    const { entries, owedPence } = await (await desk()).fees.ledger({ clientId });
    expect(owedPence).toBe(7000);
    const open = new Map(entries.map(({ id, openPence }) => [id, openPence]));
    expect([open.get(first?.id as string), open.get(second?.id as string)]).toEqual([4500, 2500]);
    await expectWhole();
  });

  it('above what is owed are asked for again, then kept as credit that pays the next session; credit can be paid back, and no more', async () => {
    const one = await desk();
    expect(await refusal(one.fees.recordPayment(pay({ pence: 10_000 })))).toBe('fee/too-much');
    expect((await one.fees.recordPayment(pay({ pence: 10_000, keepsCredit: true }))).owedPence).toBe(-1000);
    const back = { clientId, pence: 600, method: 'transfer' as const, reason: 'paid-ahead' as const };
    expect(await refusal(one.fees.refund({ ...back, entryId: randomUUID(), pence: 1001 }))).toBe('fee/no-credit');
    const entryId = randomUUID();
    const twice = await Promise.all([1, 2].map(() => one.fees.refund({ ...back, entryId })));
    expect(twice).toEqual([{ owedPence: -400 }, { owedPence: -400 }]);
    await hold(world, 1, 2);
    expect((await one.fees.ledger({ clientId })).owedPence).toBe(4100);
    await expectWhole();
  });

  it('by two desks for one charge at once: one is taken, the other is told that nothing is owed', async () => {
    await (await desk()).fees.recordPayment(pay());
    const [a, b] = [await desk(), await world.as(world.manager)];
    const answers = await Promise.all([refusal(a.fees.recordPayment(pay())), refusal(b.fees.recordPayment(pay()))]);
    expect(answers.sort()).toEqual(['fee/nothing-owed', 'nothing was refused']);
    expect(await numbers()).toEqual([1, 2]);
    await expectWhole();
  });

  it('recorded by mistake are taken back by a contrary line, once however often it is pressed, and the charge is open again', async () => {
    const one = await desk();
    const payment = pay();
    const { receipt } = await one.fees.recordPayment(payment);
    const undo = { clientId, entryId: payment.entryId };
    expect(await Promise.all([1, 2, 3].map(() => one.fees.takeBack(undo)))).toEqual(Array(3).fill({ owedPence: 9000 }));
    const lines = (await one.fees.ledger({ clientId })).entries;
    expect(
      lines.filter(({ kind }) => kind === 'payment').map(({ effectPence, isUndone }) => [effectPence, isUndone]),
    ).toEqual(
      expect.arrayContaining([
        [4500, true],
        [-4500, true],
      ]),
    );
    expect(lines.filter(({ kind }) => kind === 'charge').map(({ openPence }) => openPence)).toEqual([4500, 4500]);
    // The receipt's number stays: numbers have no gap.
    expect(await numbers()).toEqual([receipt.number]);
    await expectWhole();
  });

  it('an id of another line, another sum under the same id, another practice’s client and a foreign charge are refused', async () => {
    const one = await desk();
    const payment = pay();
    await one.fees.recordPayment(payment);
    expect(await refusal(one.fees.recordPayment({ ...payment, pence: 100 }))).toBe('conflict');
    const [charge] = await charges(world);
    expect(await refusal(one.fees.recordPayment(pay({ entryId: charge?.id })))).toBe('conflict');
    expect(await refusal(one.fees.recordPayment(pay({ clientId: world.other.client.id })))).toBe('not-found');
    expect(await refusal(one.fees.recordPayment(pay({ towards: [randomUUID()] })))).toBe('not-found');
    expect(
      await refusal(one.fees.waive({ clientId: world.second.id, chargeId: charge?.id as string, reason: 'goodwill' })),
    ).toBe('not-found');
    expect(await refusal(one.fees.takeBack({ clientId, entryId: charge?.id as string }))).toBe('not-found');
    expect(await refusal((await world.as(world.therapist)).fees.takeBack({ clientId, entryId: payment.entryId }))).toBe(
      'forbidden',
    );
    expect(await refusal((await world.as(world.colleague)).fees.ledger({ clientId }))).toBe('not-found');
  });
});

describe('receipt numbers', () => {
  it('of forty payments at once, some of them refused, have no gap and no twin', async () => {
    const people = [await desk(), await world.as(world.manager)];
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, at) =>
        (people[at % 2] as (typeof people)[0]).fees.recordPayment(pay({ pence: at % 5 === 4 ? 9001 : 200 })),
      ),
    );
    const taken = results.filter(({ status }) => status === 'fulfilled').length;
    expect(taken).toBe(32);
    expect(await numbers()).toEqual(Array.from({ length: taken }, (_, at) => at + 1));
    await expectWhole();
  }, 60_000);
});

describe('what was let go', () => {
  it('keeps its reason in the ledger; a write-off is no waiver; both can be taken back', async () => {
    const one = await desk();
    const [first, second] = await charges(world);
    await one.fees.waive({ clientId, chargeId: first?.id as string, reason: 'our-mistake' });
    await one.fees.writeOff({ clientId, chargeId: second?.id as string, reason: 'small-sum' });
    const rows = await world.rows(
      `SELECT kind, reason, pence FROM ledger_entry WHERE kind <> 'charge' ORDER BY at, kind`,
    );
    expect(rows).toEqual([
      { kind: 'waiver', reason: 'our-mistake', pence: 4500 },
      { kind: 'write-off', reason: 'small-sum', pence: 4500 },
    ]);
    expect((await one.fees.owing({})).clients).toEqual([]);
    const waiver = (await one.fees.ledger({ clientId })).entries.find(({ kind }) => kind === 'waiver');
    expect(await one.fees.takeBack({ clientId, entryId: waiver?.id as string })).toEqual({ owedPence: 4500 });
    await expectWhole();
  });
  it('an adjustment goes up and down, the same press once', async () => {
    const one = await desk();
    const up = {
      clientId,
      entryId: randomUUID(),
      direction: 'up' as const,
      pence: 1200,
      reason: 'room-or-material' as const,
    };
    expect(await Promise.all([one.fees.adjust(up), one.fees.adjust(up)])).toEqual([
      { owedPence: 10_200 },
      { owedPence: 10_200 },
    ]);
    await one.fees.adjust({ ...up, entryId: randomUUID(), direction: 'down', pence: 10_300, reason: 'wrong-sum' });
    expect((await one.fees.ledger({ clientId })).owedPence).toBe(-100);
    await expectWhole();
  });
});

describe('an outcome that was put right', () => {
  it('takes the charge back, charges anew, and keeps what was paid', async () => {
    const one = await desk();
    await one.fees.recordPayment(pay({ pence: 9000 }));
    const [first] = await charges(world);
    const put = async (version: number, outcome: 'attended' | 'did-not-attend' | 'cancelled-by-us') =>
      one.scheduling.recordAttendance({
        sessionId: first?.session_id as string,
        version,
        outcome,
        beganLateMinutes: null,
      });
    await put(2, 'cancelled-by-us');
    expect((await one.fees.ledger({ clientId })).owedPence).toBe(-4500);
    await expectWhole();
  });

  it('takes what was let go of the charge back with it: it pays no other session and is paid out to nobody', async () => {
    const one = await desk();
    const [first] = await charges(world);
    const of = { clientId, chargeId: first?.id as string };
    await one.fees.recordPayment(pay({ pence: 1000, towards: [of.chargeId] }));
    await one.fees.waive({ ...of, reason: 'hardship' });
    await one.scheduling.recordAttendance({
      sessionId: first?.session_id as string,
      version: 2,
      outcome: 'cancelled-by-us',
      beganLateMinutes: null,
    });
    // The second session less the pounds that were really paid.
    expect((await one.fees.ledger({ clientId })).owedPence).toBe(3500);
    const [letGo] = await world.rows<{ pence: number }>(
      `SELECT sum(effect_pence)::int AS pence FROM ledger_entry WHERE kind = 'waiver'`,
    );
    expect(letGo?.pence).toBe(0);
    const back = { clientId, entryId: randomUUID(), pence: 1, method: 'cash' as const, reason: 'paid-ahead' as const };
    expect(await refusal(one.fees.refund(back))).toBe('fee/no-credit');
    await expectWhole();
    await (await world.as(world.manager)).fees.setShare({
      staffId: world.therapist.id,
      kind: 'percent',
      points: 5000,
      pence: null,
      fromOn: '2026-01-01',
    });
    const { therapists } = await (await world.as(world.therapist)).fees.shares({ month: '2026-12' });
    expect(therapists).toMatchObject([{ sessions: 1, keptPence: 4500, sharePence: 2250 }]);
  });
});

describe('the database itself', () => {
  it('lets nobody change or remove a line, not the worker either', async () => {
    await (await desk()).fees.recordPayment(pay());
    for (const statement of [
      'UPDATE ledger_entry SET pence = 1',
      'DELETE FROM ledger_entry',
      'UPDATE receipt SET number = 9',
      'DELETE FROM ledger_allocation',
      'TRUNCATE ledger_entry CASCADE',
    ])
      await expect(world.db.admin(statement), statement).rejects.toThrow('never changed or removed');
  });
  it('refuses an allocation beyond a line, and a contrary line that is not the whole', async () => {
    const one = await desk();
    const payment = pay({ pence: 1000 });
    await one.fees.recordPayment(payment);
    const [, second] = await charges(world);
    const of = [world.practiceId, clientId, payment.entryId, second?.id];
    await expect(
      world.db.admin(
        'INSERT INTO ledger_allocation (practice_id, client_id, credit_id, debit_id, pence) VALUES ($1, $2, $3, $4, 1)',
        of,
      ),
    ).rejects.toThrow('an allocation passes what it stands between');
    await expect(
      world.db.admin(
        `INSERT INTO ledger_entry (practice_id, client_id, kind, pence, reason, method, reverses_id) VALUES ($1, $2, 'payment', 999, 'recorded-by-mistake', 'card', $3)`,
        of.slice(0, 3),
      ),
    ).rejects.toThrow('a contrary line is the whole of one line');
  });
});

it('whatever is done in whatever order, every account sums exactly and no penny is lost', async () => {
  const one = await desk();
  const act = fc.oneof(
    fc.record({ act: fc.constant('pay' as const), pence: fc.integer({ min: 1, max: 6000 }) }),
    fc.record({ act: fc.constant('refund' as const), pence: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ act: fc.constant('up' as const), pence: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ act: fc.constant('down' as const), pence: fc.integer({ min: 1, max: 3000 }) }),
    fc.record({ act: fc.constant('back' as const), pence: fc.nat({ max: 30 }) }),
    fc.record({ act: fc.constant('waive' as const), pence: fc.nat({ max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
      for (const { act, pence } of acts) {
        const line = { clientId, entryId: randomUUID(), pence, method: 'cash' as const };
        const { entries } = await one.fees.ledger({ clientId });
        const chosen = entries[pence % Math.max(1, entries.length)]?.id as string;
        const done =
          act === 'pay'
            ? one.fees.recordPayment({ ...line, keepsCredit: true })
            : act === 'refund'
              ? one.fees.refund({ ...line, reason: 'paid-twice' })
              : act === 'back'
                ? one.fees.takeBack({ clientId, entryId: chosen })
                : act === 'waive'
                  ? one.fees.waive({ clientId, chargeId: chosen, reason: 'goodwill' })
                  : one.fees.adjust({ clientId, entryId: line.entryId, pence, direction: act, reason: 'wrong-sum' });
        await done.catch((error: Error) =>
          expect(['not-found', 'fee/no-credit', 'fee/nothing-owed']).toContain(error.message),
        );
      }
      await expectWhole();
    }),
    { numRuns: 6 },
  );
}, 60_000);
