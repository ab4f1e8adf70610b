import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
const stateOf = async (clientId: string) =>
  (await as.manager.agreements.overview({ state: null, therapistId: null, after: null })).rows.find(
    (row) => row.clientId === clientId,
  )?.state;

beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
});
afterAll(() => world.close());

it('says of each person in one word where their agreement stands, as it goes from one to the next', async () => {
  const { clientId, byPhoneId } = world.home;
  expect(await stateOf(clientId)).toBe('missing');
  const packId = (await as.sendTo(clientId)).packs[0]?.packId as string;
  expect(await stateOf(clientId)).toBe('waiting');
  await as.client.agreements.talk({ packId, clauseId: null, words: 'What if I am ill?', key: key() } as never);
  expect(await stateOf(clientId)).toBe('talking');
  await as.therapist.agreements.answerTalk({ packId });
  await as.client.agreements.sign(await as.signing(as.client, packId, 'yes'));
  expect(await stateOf(clientId)).toBe('waiting');
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  expect(await stateOf(clientId)).toBe('signed');
  await as.client.agreements.withdraw({ clauseId: 'consent.recording' });
  expect(await stateOf(clientId)).toBe('partly-withdrawn');
  await as.client.agreements.give({ clauseId: 'consent.recording' });
  expect(await stateOf(clientId)).toBe('signed');
  await world.db.admin(
    `UPDATE working_agreement SET agreed_at = agreed_at - interval '13 months' WHERE state = 'agreed'`,
  );
  expect(await stateOf(clientId)).toBe('review-due');
  expect(await stateOf(byPhoneId)).toBe('missing');
});

it('a new agreement says what is not as it was, old beside new, and nothing else', async () => {
  const { clientId } = world.home;
  const packId = (await as.sendTo(clientId, 'online', { feePence: 6100 })).packs[0]?.packId as string;
  const { changedSince } = await as.client.agreements.get({ packId });
  expect(changedSince?.map(({ part, clauseId }) => `${part} ${clauseId}`)).toEqual(['agreement fee']);
  expect(changedSince?.[0]?.before).toContain('£55');
  expect(changedSince?.[0]?.after).toContain('£61');
  const halfId = world.home.halfId;
  const first = (await as.sendTo(halfId)).packs.find((pack) => pack.clientId === halfId)?.packId as string;
  const half = await world.server.clientCaller(halfId);
  expect((await half.agreements.get({ packId: first })).changedSince).toBeNull();
});

it('filters, goes on where a page ended, and is the same in the file, with nothing clinical in it', async () => {
  const all = (await as.manager.agreements.overview({ state: null, therapistId: null, after: null })).rows;
  expect(all).toHaveLength(4);
  const rest = (
    await as.manager.agreements.overview({ state: null, therapistId: null, after: all[1]?.clientId ?? null })
  ).rows;
  expect(rest).toEqual(all.slice(2));
  const missing = (await as.manager.agreements.overview({ state: 'missing', therapistId: null, after: null })).rows;
  expect(missing).toEqual(all.filter(({ state }) => state === 'missing'));
  const { base64 } = await as.manager.agreements.overviewFile({ state: null });
  const lines = Buffer.from(base64, 'base64').toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]?.replace('\uFEFF', '')).toBe('Client,Therapist,State,Since');
  expect(lines.join()).not.toMatch(/ill|recording/i);
});

it('is for who leads the practice, and holds nobody of another', async () => {
  const asked = { state: null, therapistId: null, after: null };
  for (const caller of [as.therapist, as.frontDesk]) {
    expect(await codeOf(caller.agreements.overview(asked))).toBe('forbidden');
    expect(await codeOf(caller.agreements.overviewFile({ state: null }))).toBe('forbidden');
  }
  const theirs = await as.manager.agreements.overview({ ...asked, after: world.other.clientId });
  expect(theirs.rows.map(({ clientId }) => clientId)).not.toContain(world.other.clientId);
});

it('without an agreement a second session is booked with a word about it, and not where the practice says so', async () => {
  const { byPhoneId, practiceId } = world.home;
  const book = (on: string) =>
    as.therapist.scheduling.bookSession({
      clientId: byPhoneId,
      on,
      time: '12:00',
      minutes: 50,
      placeKind: 'telephone',
      roomId: null,
    });
  expect(await book('2026-12-02')).toMatchObject({ isAgreed: false });
  expect(await book('2026-12-09')).toMatchObject({ isAgreed: false });
  await world.db.admin('UPDATE practice SET agreement_blocks_booking = true WHERE id = $1', [practiceId]);
  expect(await codeOf(book('2026-12-16'))).toBe('scheduling/not-agreed');
});
