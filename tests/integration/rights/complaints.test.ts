import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { complaintReminder, remindOfComplaints } from '../../../apps/api/src/rights/complaints/remind.ts';
import { codeOf } from '../agreements/world.ts';
import { openEndedRecords } from './ended-records.ts';

let world: Awaited<ReturnType<typeof openEndedRecords>>;
beforeAll(async () => {
  world = await openEndedRecords();
});
afterAll(() => world?.close());

const words = 'My letter went to the wrong house. quokka';
const client = () => world.server.clientCaller(world.clients.long, { practiceId: world.practiceId });
const everybody = ['manager', 'lead', 'desk', 'therapist'] as const;
const about = (aboutId: string | null) => ({ words, aboutId, saveKey: randomUUID() });
/** Taken down at the desk, because a client whose course ended names nobody in the portal. */
const taken = async (aboutId: string | null) => {
  const saveKey = randomUUID();
  const given = {
    clientId: world.clients.second,
    receivedOn: '2026-11-20',
    channel: 'letter',
    words,
    aboutId,
    saveKey,
  } as const;
  await (await world.as('desk')).complaints.record(given);
  return (await world.admin('SELECT id, handler_id FROM complaint WHERE save_key = $1', [saveKey]))[0] as {
    id: string;
    handler_id: string;
  };
};

it('sent twice it is one; its clock is thirty days from the day after; nobody mailed reads what it says', async () => {
  const given = about(null);
  const [one, two] = await Promise.all([
    (await client()).complaints.make(given),
    (await client()).complaints.make(given),
  ]);
  expect(two).toEqual(one);
  const mine = await (await client()).complaints.mine();
  expect(mine.complaints).toMatchObject([
    { words, state: 'received', clock: { acknowledgeByOn: '2026-12-24', daysLeft: 30, isLate: false } },
  ]);
  expect(mine.regulator).toMatchObject({ name: 'Information Commissioner', telephone: '0303 123 1113' });
  const [row] = await world.admin('SELECT * FROM complaint WHERE id = $1', [one.complaintId]);
  expect(row).toMatchObject({ handler_id: world.staff.manager, about_id: null });
  expect(JSON.stringify(row)).not.toContain('quokka');
  await world.server.runJobs();
  const mails = world.sent.filter(({ text }) => text.includes(`/complaints/${one.complaintId}`));
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(world.sent)).not.toMatch(/quokka|complain(ed|t about)/i);
});

it('for the person whom it is about there is none: no role of theirs finds it, in a list or by its id', async () => {
  const { id, handler_id: handler } = await taken(world.staff.manager);
  expect(handler).toBe(world.staff.lead);
  const manager = await world.as('manager');
  const unknown = await codeOf(manager.complaints.get({ complaintId: randomUUID() }));
  const step = { words: 'Quietly.', outcome: null, saveKey: randomUUID(), act: 'note' } as const;
  expect(await codeOf(manager.complaints.get({ complaintId: id }))).toBe(unknown);
  expect(await codeOf(manager.complaints.act({ complaintId: id, ...step }))).toBe(unknown);
  expect(
    await codeOf(manager.complaints.handOver({ complaintId: id, staffId: world.staff.desk, saveKey: randomUUID() })),
  ).toBe(unknown);
  expect(
    (await manager.complaints.list({ closed: false })).complaints.map(({ complaintId }) => complaintId),
  ).not.toContain(id);
  // Neither does the database show it to them, whatever is asked of it.
  const seen = await world.server.runAs(
    { kind: 'staff', practiceId: world.practiceId, staffId: world.staff.manager },
    () => world.db.web.prisma.complaint.findMany({ where: { practiceId: world.practiceId } }),
  );
  expect(seen.map((row) => row.id)).not.toContain(id);
  const lead = await world.as('lead');
  expect(
    await codeOf(lead.complaints.handOver({ complaintId: id, staffId: world.staff.manager, saveKey: randomUUID() })),
  ).toBe('rights/about-yourself');
  expect(
    await codeOf(
      (await world.as('desk')).complaints.record({
        clientId: world.clients.second,
        receivedOn: '2026-11-20',
        channel: 'letter',
        words,
        aboutId: world.staff.desk,
        saveKey: randomUUID(),
      }),
    ),
  ).toBe('rights/about-yourself');
});

it('says its words to its handler and to whoever made it; a manager or lead learns that it is there and when it is due', async () => {
  const { id } = await taken(null);
  const [manager, lead, desk, therapist] = await Promise.all(everybody.map((who) => world.as(who)));
  expect((await manager?.complaints.get({ complaintId: id }))?.content?.words).toBe(words);
  const facts = await lead?.complaints.get({ complaintId: id });
  expect(facts).toMatchObject({ content: null, clientName: null, clock: { acknowledgeByOn: '2026-12-20' } });
  expect(JSON.stringify(facts)).not.toContain('quokka');
  for (const other of [desk, therapist])
    expect(await codeOf(other?.complaints.get({ complaintId: id }) as Promise<unknown>)).toBe('not-found');
  const stranger = await world.server.callerFor(world.staff.stranger, { practiceId: world.otherId });
  expect(await codeOf(stranger.complaints.get({ complaintId: id }))).toBe('not-found');
  expect(
    await codeOf(
      lead?.complaints.act({
        complaintId: id,
        act: 'note',
        words: 'Mine?',
        outcome: null,
        saveKey: randomUUID(),
      }) as Promise<unknown>,
    ),
  ).toBe('not-found');
  await manager?.complaints.handOver({ complaintId: id, staffId: world.staff.desk, saveKey: randomUUID() });
  expect((await desk?.complaints.get({ complaintId: id }))?.content?.words).toBe(words);
  expect((await manager?.complaints.get({ complaintId: id }))?.content).toBeNull();
});

it('goes its steps once each, tells the person what they are told, and ends once', async () => {
  const { complaintId } = await (await client()).complaints.make(about(null));
  const manager = await world.as('manager');
  const step = (act: 'acknowledge' | 'note' | 'tell-progress', said: string, saveKey = randomUUID()) =>
    manager.complaints.act({ complaintId, act, words: said, outcome: null, saveKey });
  const key = randomUUID();
  const twice = await Promise.all([step('acknowledge', 'It has come.', key), step('acknowledge', 'It has come.', key)]);
  expect(twice.map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
  expect(await codeOf(step('acknowledge', 'Again.'))).toBe('wrong-order');
  await step('note', 'The label was of another letter.');
  await step('tell-progress', 'We asked the post.');
  const answer = {
    complaintId,
    act: 'answer',
    words: 'You are right, and we are sorry.',
    outcome: 'upheld',
    saveKey: randomUUID(),
  } as const;
  await manager.complaints.act(answer);
  expect(await codeOf(manager.complaints.act({ ...answer, saveKey: randomUUID() }))).toBe('wrong-order');
  const mine = (await (await client()).complaints.mine()).complaints.find((one) => one.complaintId === complaintId);
  expect(mine).toMatchObject({ state: 'answered', outcome: 'upheld' });
  expect(mine?.steps.map(({ kind }) => kind)).toEqual(['acknowledged', 'progress-told', 'outcome-told']);
  expect(await codeOf((await client()).complaints.withdraw({ complaintId, saveKey: randomUUID() }))).toBe(
    'wrong-order',
  );
  const other = await world.server.clientCaller(world.clients.third, { practiceId: world.practiceId });
  expect(await codeOf(other.complaints.withdraw({ complaintId, saveKey: randomUUID() }))).toBe('not-found');
});

it.each([
  [30, null],
  [11, null],
  [10, 10],
  [4, 10],
  [3, 3],
  [1, 3],
  [0, 0],
  [-5, 0],
])('with %i days left the reminder of %s is due', (left, step) => {
  expect(complaintReminder(left)).toBe(step);
});

it('reminds its handler once a step, and hands on what somebody who has left was looking into', async () => {
  const { id } = await taken(world.staff.lead);
  const remind = () => world.server.asWorker((ctx) => remindOfComplaints(ctx), world.practiceId);
  const reminders = async () =>
    (
      await world.admin('SELECT idempotency_key AS key FROM outbox_mail WHERE idempotency_key LIKE $1 ORDER BY 1', [
        `complaint:${id}:due-%`,
      ])
    ).length;
  await remind();
  expect(await reminders()).toBe(0);
  world.server.setNow('2026-12-12T10:00:00Z');
  await Promise.all([remind(), remind()]);
  await remind();
  expect(await reminders()).toBe(1);
  world.server.setNow('2026-12-25T10:00:00Z');
  await remind();
  expect(await reminders()).toBe(2);
  expect((await (await world.as('manager')).complaints.get({ complaintId: id })).clock.isLate).toBe(true);
  await world.admin("UPDATE staff_member SET state = 'left', left_at = now() WHERE id = $1", [world.staff.manager]);
  await remind();
  const [row] = await world.admin('SELECT handler_id FROM complaint WHERE id = $1', [id]);
  expect([world.staff.manager, world.staff.lead]).not.toContain(row?.handler_id);
});
