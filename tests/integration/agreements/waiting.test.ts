import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
beforeEach(async () => {
  world = await openWorld();
  as = await actors(world);
});
afterEach(() => world.close());

const sent = async (channel: 'online' | 'paper' = 'online') => {
  const { packs } = await as.sendTo(world.home.clientId, channel);
  return packs[0]?.packId as string;
};
const one = async (sql: string, values: unknown[] = []) => (await world.db.admin(sql, values)).rows[0];
const days = async (count: number) => {
  for (let day = 0; day < count; day += 7) {
    world.server.advance({ hours: 24 * Math.min(7, count - day) });
    await world.server.runSweeps();
    await world.server.runJobs();
  }
};
const offerState = async () => (await one('SELECT state FROM offer WHERE id = $1', [world.home.offerId]))?.state;

it('a place that waits only for the therapist’s signature is kept, and the therapist is asked again', async () => {
  const packId = await sent();
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await world.server.runJobs();
  const before = world.sent.length;
  await days(40);
  expect(await offerState()).toBe('accepted-by-client');
  expect(world.sent.length - before).toBeGreaterThanOrEqual(2);
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  expect(await offerState()).toBe('agreed');
});

it('a place for which nobody signed lapses', async () => {
  await sent();
  await days(40);
  expect(await offerState()).toBe('lapsed');
});

it('the mail that a copy is ready leaves with the seal, not before it', async () => {
  const packId = await sent();
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  const ready = () =>
    one(
      'SELECT (SELECT count(*) FROM outbox_mail WHERE idempotency_key = $1)::int AS mails, (SELECT count(*) FROM seal)::int AS seals',
      [`agreement-copy:${packId}`],
    );
  expect(await ready()).toEqual({ mails: 0, seals: 0 });
  await world.server.runJobs();
  expect(await ready()).toEqual({ mails: 1, seals: 1 });
});

it('paper that was signed in time is taken when it comes by post; paper signed too late is not', async () => {
  const packId = await sent('paper');
  const pack = await as.client.agreements.get({ packId });
  const answers = Object.fromEntries(pack.questions.map(({ clauseId }) => [clauseId, 'no' as const]));
  const record = (signedOn: string) =>
    as.therapist.agreements.recordPaper({
      packId,
      nameAsWritten: 'Priya Shah',
      signedOn,
      signedTime: '09:00',
      isNoticeAcknowledged: true,
      answers,
      key: key(),
    });
  await days(35);
  expect(await codeOf(record('2026-12-22'))).toBe('agreement/expired');
  expect((await record('2026-12-20')).already).toBe(false);
  expect(await offerState()).toBe('accepted-by-client');
});

it('“let’s talk first” pressed twice is one talk, and one event', async () => {
  const packId = await sent();
  const ask = { packId, clauseId: null, words: 'Could we meet later in the day?', key: key() };
  await Promise.all([as.client.agreements.talk(ask), as.client.agreements.talk(ask)]);
  await as.client.agreements.talk(ask);
  expect(
    await one(`SELECT (SELECT count(*) FROM agreement_talk)::int AS talks,
      (SELECT count(*) FROM audit_event WHERE type = 'agreement.talk-asked')::int AS events`),
  ).toEqual({ talks: 1, events: 1 });
});

it('one agreement that cannot be read keeps no other from expiring', async () => {
  const spoilt = await sent();
  const { packs } = await as.sendTo(world.home.byPhoneId);
  const other = packs[0]?.packId as string;
  // What no code writes: a frame that cannot be read. It is the older of the two, so it is looked at first.
  await world.db.admin("UPDATE agreement_pack SET expires_at = expires_at - interval '1 hour' WHERE id = $1", [spoilt]);
  await world.db.admin(
    `UPDATE working_agreement SET frame = '{}' WHERE id = (SELECT working_agreement_id FROM agreement_pack WHERE id = $1)`,
    [spoilt],
  );
  world.server.advance({ hours: 24 * 15 });
  await expect(world.server.runSweeps()).rejects.toThrow();
  expect((await one('SELECT state FROM agreement_pack WHERE id = $1', [other]))?.state).toBe('expired');
});
