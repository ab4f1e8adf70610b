import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { destroy } from '../../../apps/api/src/rights/erasure/destroy.ts';
import { listDue } from '../../../apps/api/src/rights/retention/list-due.ts';
import { codeOf } from '../agreements/world.ts';
import { openEndedRecords } from './ended-records.ts';

let world: Awaited<ReturnType<typeof openEndedRecords>>;
beforeAll(async () => {
  world = await openEndedRecords();
});
afterAll(() => world?.close());

const rule = {
  kind: 'adult',
  requiredBy: 'practice',
  nation: null,
  monthsAfter: 36,
  untilAge: null,
  untilAgeAt17: null,
} as const;
const openOf = async (clientId: string) => {
  const { open } = await (await world.as('lead')).retention.ofClient({ clientId });
  return open === null ? null : { destructionId: open.destructionId, version: open.version };
};
const confirmed = async (clientId: string) => {
  const lead = await world.as('lead');
  await lead.retention.listRecord({ clientId });
  const asked = await openOf(clientId);
  if (asked) await lead.retention.confirm(asked);
  return asked?.destructionId as string;
};

describe('the rules', () => {
  it('show before they stand whom they would let fall due, and change nothing by it', async () => {
    const manager = await world.as('manager');
    const seen = await manager.retention.preview(rule);
    expect(seen.dueNow - seen.before.dueNow).toBe(1);
    expect(seen.people.map(({ clientId }) => clientId)).toContain(world.clients.lately);
    expect(seen.people.map(({ clientId }) => clientId)).not.toContain(world.clients.child);
    expect((await manager.retention.rules()).rules.find(({ kind }) => kind === 'adult')).toMatchObject({
      ruleId: null,
      reviewedOn: null,
    });
    for (const who of ['lead', 'desk', 'therapist'] as const)
      expect(await codeOf((await world.as(who)).retention.preview(rule)), who).toBe('forbidden');
  });

  it('say whose they are; a new one ends the old, and pressed by two at once one stands', async () => {
    const manager = await world.as('manager');
    const given = { ...rule, monthsAfter: 84, source: 'Decided in November.' };
    const codes = await Promise.all([
      codeOf(manager.retention.setRule(given)),
      codeOf(manager.retention.setRule(given)),
    ]);
    expect(codes).toContain('was accepted');
    const adult = (await manager.retention.rules()).rules.filter(({ kind }) => kind === 'adult');
    expect(adult).toMatchObject([
      { monthsAfter: 84, reviewedOn: '2026-11-24', words: '7 years after the last contact: the practice’s own rule' },
    ]);
    expect(await codeOf((await world.as('lead')).retention.setRule(given))).toBe('forbidden');
    await manager.retention.endRule({ ruleId: adult[0]?.ruleId as string });
    expect((await manager.retention.rules()).rules.find(({ kind }) => kind === 'adult')?.ruleId).toBeNull();
  });

  it('count from the last contact, a child until 25, and say where no birth date is known', async () => {
    const lead = await world.as('lead');
    expect(await lead.retention.ofClient({ clientId: world.clients.long })).toMatchObject({
      lastContactOn: '2019-06-30',
      dueOn: '2026-06-30',
      heldBy: [],
    });
    expect((await lead.retention.ofClient({ clientId: world.clients.child })).dueOn).toBe('2029-03-01');
    expect((await lead.retention.ofClient({ clientId: world.clients.birthUnknown })).bornUnknown).toBe(true);
    expect((await lead.retention.ofClient({ clientId: world.clients.asker })).dueOn).toBe('2025-05-01');
    for (const clientId of [world.clients.theirs, randomUUID()])
      expect(await codeOf(lead.retention.ofClient({ clientId }))).toBe('not-found');
  });
});

describe('the month’s list', () => {
  const list = () => world.server.asWorker((ctx) => listDue(ctx), world.practiceId);
  const listed = async () =>
    (
      await world.admin(
        "SELECT client_id AS id FROM destruction WHERE practice_id = $1 AND state = 'listed' AND source = 'time'",
        [world.practiceId],
      )
    ).map(({ id }) => id as string);

  it('names whose time has come and no other, once, though two look at once; who is held waits for another month', async () => {
    const manager = await world.as('manager');
    const hold = {
      clientId: world.clients.second,
      kind: 'insurance',
      reason: 'The insurer asked.',
      reviewOn: '2027-01-10',
      saveKey: randomUUID(),
    } as const;
    const { holdId } = await manager.retention.placeHold(hold);
    await Promise.all([list(), list()]);
    await list();
    const { long, third, fourth, birthUnknown, asker, second } = world.clients;
    expect((await listed()).toSorted()).toEqual([long, third, fourth, birthUnknown, asker].toSorted());
    await world.server.runJobs();
    expect(world.sent.filter(({ text }) => text.includes('/practice/retention'))).toHaveLength(1);
    await manager.retention.liftHold({ holdId });
    await list();
    expect(await listed()).not.toContain(second);
    world.server.setNow('2026-12-01T10:00:00Z');
    await list();
    expect(await listed()).toContain(second);
  });

  it('keeps one longer with a reason until a day, and names it again when that day has come', async () => {
    const lead = await world.as('lead');
    const asked = (await openOf(world.clients.third)) as { destructionId: string; version: number };
    const given = { ...asked, untilOn: '2027-02-10', reason: 'The last letter is not answered.' };
    expect(await codeOf(lead.retention.keepLonger({ ...given, untilOn: '2026-12-01' }))).toBe('rights/not-in-future');
    expect(await codeOf((await world.as('manager')).retention.keepLonger(given))).toBe('forbidden');
    await lead.retention.keepLonger(given);
    expect((await lead.retention.ofClient({ clientId: world.clients.third })).kept).toMatchObject({
      untilOn: '2027-02-10',
      reason: given.reason,
    });
    world.server.setNow('2027-02-01T10:00:00Z');
    await list();
    expect(await listed()).not.toContain(world.clients.third);
    world.server.setNow('2027-03-01T10:00:00Z');
    await list();
    expect(await listed()).toContain(world.clients.third);
  });
});

describe('a hold and a destruction at once', () => {
  const job = (destructionId: string) =>
    world.server.asWorker((ctx) => destroy(ctx, { destructionId }), world.practiceId);
  const stateOf = async (clientId: string) =>
    (
      await world.admin(
        `SELECT c.state, d.state AS destruction, k.destroyed_at IS NOT NULL AS gone,
           (SELECT count(*)::int FROM retention_hold h WHERE h.client_id = c.id AND h.lifted_at IS NULL) AS holds
         FROM client c JOIN client_key k ON k.client_id = c.id JOIN destruction d ON d.client_id = c.id WHERE c.id = $1 ORDER BY d.listed_at DESC LIMIT 1`,
        [clientId],
      )
    )[0];

  it('end in one of two ways, never in a held record that is gone nor in half of one', async () => {
    const ways = new Set<string>();
    for (const clientId of [world.clients.long, world.clients.fourth, world.clients.second]) {
      const destructionId = await confirmed(clientId);
      world.server.advance({ hours: 24 * 7 });
      const manager = await world.as('manager');
      const hold = {
        clientId,
        kind: 'regulator',
        reason: 'They asked.',
        reviewOn: '2028-01-10',
        saveKey: randomUUID(),
      } as const;
      const [held] = await Promise.all([codeOf(manager.retention.placeHold(hold)), job(destructionId)]);
      const found = await stateOf(clientId);
      ways.add(held);
      if (held === 'was accepted')
        expect(found).toEqual({ state: 'ended', destruction: 'listed', gone: false, holds: 1 });
      else {
        expect(held).toBe('not-found');
        expect(found).toEqual({ state: 'erased', destruction: 'destroyed', gone: true, holds: 0 });
      }
    }
    for (const way of ways) expect(['was accepted', 'not-found']).toContain(way);
  });

  it('each way round: a hold stops the worker, and after the worker there is nobody to hold', async () => {
    const clientId = world.clients.third;
    const destructionId = await confirmed(clientId);
    world.server.advance({ hours: 24 * 7 });
    // The hold is in before the worker comes: it stops, and says by what.
    const manager = await world.as('manager');
    const saveKey = randomUUID();
    await manager.retention.placeHold({
      clientId,
      kind: 'regulator',
      reason: 'They asked.',
      reviewOn: '2028-01-10',
      saveKey,
    });
    await job(destructionId);
    expect(await stateOf(clientId)).toMatchObject({ state: 'ended', destruction: 'listed', gone: false });
    const [{ id: holdId }] = (await world.admin('SELECT id FROM retention_hold WHERE save_key = $1', [saveKey])) as [
      { id: string },
    ];
    await manager.retention.liftHold({ holdId });
    // The worker was first: the hold finds nobody.
    await (await world.as('lead')).retention.confirm(
      (await openOf(clientId)) as { destructionId: string; version: number },
    );
    world.server.advance({ hours: 24 * 7 });
    await job(destructionId);
    const late = await codeOf(
      (await world.as('manager')).retention.placeHold({
        clientId,
        kind: 'regulator',
        reason: 'Late.',
        reviewOn: '2028-01-10',
        saveKey: randomUUID(),
      }),
    );
    expect([late, await stateOf(clientId)]).toEqual([
      'not-found',
      { state: 'erased', destruction: 'destroyed', gone: true, holds: 0 },
    ]);
  });

  it('of two workers at once one destroys, and one certificate is made', async () => {
    const clientId = world.clients.birthUnknown;
    const destructionId = await confirmed(clientId);
    world.server.advance({ hours: 24 * 7 });
    await Promise.all([job(destructionId), job(destructionId)]);
    expect(await stateOf(clientId)).toMatchObject({ state: 'erased', destruction: 'destroyed', gone: true });
    const [row] = await world.admin(
      "SELECT count(*)::int AS n FROM audit_event WHERE type IN ('record.destroyed', 'destruction.certified') AND subject_id = $1",
      [destructionId],
    );
    expect(row?.n).toBe(2);
  });
});

it('what comes in the days of grace stops the worker too: a complaint that its handler has not answered', async () => {
  const clientId = world.clients.child;
  const destructionId = await confirmed(clientId);
  const client = await world.server.clientCaller(clientId, { practiceId: world.practiceId });
  // Told while they can still come in: the mail leads to the page that says which day it is.
  await world.server.runJobs();
  expect(world.sent.filter(({ text }) => text.includes('4200/your-record'))).not.toEqual([]);
  expect((await client.retention.mine()).erasesAfterAt).toBe(
    world.server
      .now()
      .add({ hours: 24 * 7 })
      .toString({ smallestUnit: 'millisecond' }),
  );
  const { complaintId } = await client.complaints.make({ words: 'Not yet.', aboutId: null, saveKey: randomUUID() });
  world.server.advance({ hours: 24 * 7 });
  const job = () => world.server.asWorker((ctx) => destroy(ctx, { destructionId }), world.practiceId);
  await job();
  const { open } = await (await world.as('lead')).retention.ofClient({ clientId });
  expect(open).toMatchObject({ state: 'listed', stoppedBy: 'complaint-open', heldBy: ['complaint-open'] });
  await client.complaints.withdraw({ complaintId, saveKey: randomUUID() });
  // Nobody's yes of before holds any more: it is given anew.
  await job();
  expect(await world.admin('SELECT state FROM client WHERE id = $1', [clientId])).toEqual([{ state: 'ended' }]);
});

it('a person of two joined records is held by either half, and destroyed with both', async () => {
  const [kept, closed] = [world.clients.lately, world.clients.asker];
  await world.admin(
    "INSERT INTO client_merge (practice_id, client_id, kept_id, contact, merged_by_id, merged_at) VALUES ($1, $2, $3, 'kept', $4, $5)",
    [world.practiceId, closed, kept, world.staff.manager, world.server.now().toString()],
  );
  await world.admin("UPDATE destruction SET state = 'called-off' WHERE client_id = ANY ($1) AND state = 'listed'", [
    [kept, closed],
  ]);
  const lead = await world.as('lead');
  expect((await lead.retention.ofClient({ clientId: kept })).heldBy).toEqual(['joined']);
  world.server.advance({ hours: 24 * 31 });
  const manager = await world.as('manager');
  const { holdId } = await manager.retention.placeHold({
    clientId: closed,
    kind: 'complaint',
    reason: 'One half.',
    reviewOn: '2029-01-10',
    saveKey: randomUUID(),
  });
  expect((await (await world.as('lead')).retention.ofClient({ clientId: kept })).heldBy).toEqual(['hold']);
  await manager.retention.liftHold({ holdId });
  const destructionId = await confirmed(closed);
  world.server.advance({ hours: 24 * 7 });
  await world.server.asWorker((ctx) => destroy(ctx, { destructionId }), world.practiceId);
  expect(await world.admin('SELECT DISTINCT state FROM client WHERE id = ANY ($1)', [[kept, closed]])).toEqual([
    { state: 'erased' },
  ]);
  expect(
    await world.admin('SELECT FROM client_key WHERE client_id = ANY ($1) AND destroyed_at IS NULL', [[kept, closed]]),
  ).toEqual([]);
});
