import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSchedulingWorld, refusal, type SchedulingWorld } from '../scheduling/world.ts';
import { hold } from './hold.ts';
import { textOf } from './text-of.ts';

let world: SchedulingWorld;
let clientId: string;
const payerId = randomUUID();
const employerId = randomUUID();
/** What could only come from what is said, measured or noted in a session. */
const clinical =
  /therap|counsel|session note|diagnos|symptom|phq|gad-|core-|risk|mood|anx|depress|trauma|goal|treatment|patient|clinic|disorder|illness/i;

beforeAll(async () => {
  world = await openSchedulingWorld();
  clientId = world.client.id;
  const desk = await world.as(world.frontDesk);
  const payer = { version: 0, address: 'PO Box 12, Derby', email: null };
  await desk.fees.savePayer({ ...payer, payerId, kind: 'insurer', name: '=cmd|calc', reference: 'PRV 1' });
  await desk.fees.savePayer({
    ...payer,
    payerId: employerId,
    kind: 'employer',
    name: 'Calder Council',
    reference: null,
  });
  const terms = {
    clientId,
    untilOn: null,
    usedBefore: 0,
    authorisation: 'NGH-1',
    authorisedUntilOn: null,
    coversMissed: false,
    datesAgreed: false,
    sessionLimit: null,
    sharePence: null,
    sharePoints: null,
  };
  await desk.fees.arrange({
    ...terms,
    arrangementId: randomUUID(),
    payerId,
    share: 'fixed',
    sharePence: 3000,
    fromOn: '2026-11-01',
    memberReference: 'M 1',
    shownAs: 'initials',
  });
  await desk.fees.arrange({
    ...terms,
    arrangementId: randomUUID(),
    payerId: employerId,
    share: 'percent',
    sharePoints: 5000,
    coversMissed: true,
    fromOn: '2026-11-01',
    memberReference: null,
    shownAs: 'reference',
  });
  await hold(world, 3);
}, 60_000);
afterAll(() => world?.close());

const desk = () => world.as(world.frontDesk);
const december = { fromOn: '2026-12-01', untilOn: '2026-12-31' };
async function statement(over: { clientId?: string; payerId?: string }) {
  const one = await desk();
  const { documentId } = await one.fees.makeStatement({ ...december, isShared: false, ...over });
  const { base64 } = await one.fees.statementFile({ documentId });
  return textOf(Buffer.from(base64, 'base64'));
}

describe('a statement', () => {
  it('of an insurer: days, reference, authorisation, initials; the insurer’s part alone, and nothing clinical', async () => {
    const text = await statement({ clientId, payerId });
    for (const said of [
      '1 December 2026',
      'Appointment',
      '£30.00',
      'P. S.',
      'Your reference: M 1',
      'Authorisation: NGH-1',
      'To pay',
      '£90.00',
      'PRV 1',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/Priya|Shah|£7\.50|£45/);
    expect(text).not.toMatch(clinical);
  });
  it('of an employer without the client’s yes: how many a month, no day, no name', async () => {
    const text = await statement({ payerId: employerId });
    expect(text).toContain('3 appointments');
    expect(text).toContain('December 2026');
    expect(text).not.toMatch(/\b(8|15) December|Priya|Shah|P\. S\./);
    expect(text).not.toMatch(clinical);
  });
  it('of the client: their own part alone', async () => {
    const text = await statement({ clientId });
    expect(text).toContain('£7.50');
    expect(text).not.toMatch(/£30|cmd|Calder/);
    expect(text).not.toMatch(clinical);
  });
  it('shared is the client’s to open and told of neutrally; nobody else’s, and no payer’s, is', async () => {
    const one = await desk();
    const shared = await one.fees.makeStatement({ ...december, clientId, isShared: true });
    expect(shared.willLeave).toBe(true);
    const payers = await one.fees.makeStatement({ ...december, clientId, payerId, isShared: true });
    const client = await world.asClient(world.client);
    expect((await client.fees.mine()).statements.map(({ id }) => id)).toEqual([shared.documentId]);
    expect((await client.fees.myStatementFile({ documentId: shared.documentId })).fileName).toContain('Statement');
    expect(await refusal(client.fees.myStatementFile({ documentId: payers.documentId }))).toBe('not-found');
    const other = await world.asClient(world.second);
    expect(await refusal(other.fees.myStatementFile({ documentId: shared.documentId }))).toBe('not-found');
    const { documentId } = shared;
    expect(await refusal((await world.as(world.colleague)).fees.statementFile({ documentId }))).toBe('not-found');
    expect(await refusal((await world.as(world.supervisor)).fees.statementFile({ documentId }))).toBe('forbidden');
    const mails = await world.rows(`SELECT template FROM outbox_mail WHERE idempotency_key LIKE 'statement:%'`);
    expect(mails).toEqual([{ template: 'something-to-read' }]);
  });
});

describe('a receipt', () => {
  it('names what it pays by day; the client opens their own, never a payer’s; both desks get a file by its address', async () => {
    const one = await desk();
    const pay = { clientId, method: 'transfer' as const };
    const own = await one.fees.recordPayment({ ...pay, entryId: randomUUID(), pence: 750 });
    const theirs = await one.fees.recordPayment({
      ...pay,
      entryId: randomUUID(),
      payerId,
      pence: 3000,
      reference: 'NG 1',
    });
    const client = await world.asClient(world.client);
    const text = await textOf(
      Buffer.from((await client.fees.myReceiptFile({ receiptId: own.receipt.id })).base64, 'base64'),
    );
    for (const said of ['Receipt R-000001', '£7.50', 'Appointment, 1 December 2026', 'Priya Shah', 'by bank transfer'])
      expect(text).toContain(said);
    expect(text).not.toMatch(clinical);
    expect(await refusal(client.fees.myReceiptFile({ receiptId: theirs.receipt.id }))).toBe('not-found');
    expect(await refusal((await world.asClient(world.second)).fees.myReceiptFile({ receiptId: own.receipt.id }))).toBe(
      'not-found',
    );
    const paid = await textOf(
      Buffer.from((await one.fees.receiptFile({ receiptId: theirs.receipt.id })).base64, 'base64'),
    );
    expect(paid).toContain('P. S.');
    expect(paid).not.toMatch(/Priya|Shah/);
    const cookie = await world.server.staffCookie(world.frontDesk.id);
    const url = `/files/receipt/${own.receipt.id}`;
    const answer = await world.server.servers.staff.inject({
      method: 'GET',
      url,
      headers: { host: 'localhost:4100', cookie },
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  });
});

describe('the accountant’s file', () => {
  it('is CSV that runs nothing, with references and sums and no name, and adds up to what is owed', async () => {
    const manager = await world.as(world.manager);
    const { documentId, lines } = await manager.fees.makeAccounts(december);
    const { base64 } = await manager.fees.accountsFile({ documentId });
    const text = Buffer.from(base64, 'base64').toString('utf8');
    expect(text.startsWith('\uFEFFRecorded,Date,')).toBe(true);
    const records = text
      .slice(1)
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(','));
    expect(records).toHaveLength(lines);
    expect(text).toContain(`'=cmd|calc`);
    expect(text).not.toMatch(/(^|,)[=+@]/m);
    expect(text).not.toMatch(/Priya|Shah/);
    expect(text.replace('Therapist', '')).not.toMatch(clinical);
    const owed = records.reduce((sum, record) => sum + Math.round(Number(record.at(-1)) * 100), 0);
    const [row] = await world.rows<{ sum: number }>(
      'SELECT sum(effect_pence)::int AS sum FROM ledger_entry WHERE practice_id = $1',
      [world.practiceId],
    );
    expect(owed).toBe(row?.sum);
    expect(await refusal((await desk()).fees.makeAccounts(december))).toBe('forbidden');
    expect(await refusal((await world.as(world.therapist)).fees.accountsFile({ documentId }))).toBe('forbidden');
    expect(await refusal((await world.asOther(world.other.manager)).fees.accountsFile({ documentId }))).toBe(
      'not-found',
    );
  });
  it('of a month that was handed over never changes: what comes later stands later', async () => {
    const manager = await world.as(world.manager);
    const file = async () => {
      const { documentId } = await manager.fees.makeAccounts(december);
      return (await manager.fees.accountsFile({ documentId })).base64;
    };
    const before = await file();
    world.server.setNow('2027-01-04T10:00:00Z');
    await (await desk()).fees.recordPayment({
      clientId,
      entryId: randomUUID(),
      payerId,
      pence: 100,
      method: 'cash',
      receivedOn: '2026-12-30',
    });
    expect(await file()).toBe(before);
  });
});

it('a receipt to an employer without the client’s yes says neither the days nor which of them were missed', async () => {
  const one = await desk();
  await hold(world, 1, 3);
  const [last] = await world.rows<{ id: string }>(
    `SELECT id FROM session WHERE status = 'attended' ORDER BY starts_at DESC LIMIT 1`,
  );
  const put = { sessionId: last?.id as string, version: 2, beganLateMinutes: null };
  await one.scheduling.recordAttendance({ ...put, outcome: 'did-not-attend' });
  const { receipt } = await one.fees.recordPayment({
    clientId,
    entryId: randomUUID(),
    payerId: employerId,
    pence: 4500,
    method: 'transfer',
  });
  const text = await textOf(Buffer.from((await one.fees.receiptFile({ receiptId: receipt.id })).base64, 'base64'));
  expect(text).toContain('Appointment');
  expect(text).toContain('£22.50');
  expect(text).not.toMatch(/miss|Appointment,|Priya|Shah/i);

  // Put right a fortnight later it stands in the statement of that time, and the statement says why.
  world.server.setNow('2027-01-05T10:00:00Z');
  await one.scheduling.recordAttendance({ ...put, version: 3, outcome: 'attended' });
  const { documentId } = await one.fees.makeStatement({
    clientId,
    fromOn: '2027-01-01',
    untilOn: '2027-01-31',
    isShared: false,
  });
  const january = await textOf(Buffer.from((await one.fees.statementFile({ documentId })).base64, 'base64'));
  expect(january).toContain('22 December 2026');
  expect(january).toContain('Some of these are of earlier days');
});
