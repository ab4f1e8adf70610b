import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
const say = 'consent.content-in-messages';
const count = async (sql: string, values: unknown[] = []) => Number((await world.db.admin(sql, values)).rows[0]?.n);

beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
  const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
  await as.client.agreements.sign(await as.signing(as.client, packId, 'yes'));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  await world.server.runJobs();
});
afterAll(() => world.close());

let day = 1;
/** One more session on a day of its own. */
const book = () =>
  as.therapist.scheduling.bookSession({
    clientId: world.home.clientId,
    on: `2027-02-${String(day++).padStart(2, '0')}`,
    time: '11:00',
    minutes: 50,
    placeKind: 'telephone',
    roomId: null,
  });
const mailsOf = () => world.sent.filter(({ to }) => to === 'safe@client.example');
const lastMail = async () => {
  await world.server.runJobs();
  return mailsOf().at(-1)?.text ?? '';
};

describe('what a message may say', () => {
  it('is the day, the time and whom, under a yes; nothing of it after the yes was taken back', async () => {
    await book();
    expect(await lastMail()).toMatch(/Monday 1 February, 11:00, with \S+/);
    await as.client.agreements.withdraw({ clauseId: say });
    await book();
    expect(await lastMail()).not.toMatch(/February|11:00/);
    await as.client.agreements.give({ clauseId: say });
    await book();
    expect(await lastMail()).toMatch(/Wednesday 3 February/);
  });
  it('and nothing of it in a mail that was queued before, and leaves after', async () => {
    await book();
    await as.client.agreements.withdraw({ clauseId: say });
    expect(await lastMail()).not.toMatch(/February/);
    await as.client.agreements.give({ clauseId: say });
  });
  it('of a change, a cancellation says that it is off', async () => {
    const { sessionId } = await book();
    await world.server.runJobs();
    await as.therapist.scheduling.cancelSession({ sessionId, version: 1, by: 'practice' });
    expect(await lastMail()).toMatch(/Not any more: Friday 5 February/);
  });
  it('taken back while something hangs on it: one is first, and what is kept agrees with which', async () => {
    await world.server.runJobs();
    const before = mailsOf().length;
    const gate = async () =>
      (await as.client.agreements.consents()).choices.find(({ clauseId }) => clauseId === say)?.state;
    for (let at = 0; at < 2; at += 1) {
      expect(await gate()).toBe('given');
      await Promise.all([as.client.agreements.withdraw({ clauseId: say }), book(), book()]);
      // Taken back by now, whichever was first: nothing that leaves from here on says more.
      expect(await gate()).toBe('withdrawn');
      await world.server.runJobs();
      await as.client.agreements.give({ clauseId: say });
    }
    const texts = mailsOf()
      .slice(before)
      .map(({ text }) => text);
    expect(texts).toHaveLength(4);
    expect(texts.filter((text) => /February/.test(text))).toEqual([]);
  });
});

describe('the therapist is told', () => {
  it('by a mail that says nothing, to whoever has the course now, and on the day’s card', async () => {
    const clauseId = 'consent.recording';
    // Handed to a colleague since it was signed.
    await world.db.admin('UPDATE allocation SET therapist_id = $1 WHERE episode_id = $2', [
      world.home.colleagueId,
      world.home.episodeId,
    ]);
    await as.client.agreements.withdraw({ clauseId });
    expect(
      await count(
        `SELECT count(*) AS n FROM outbox_mail WHERE template = 'something-to-read' AND idempotency_key LIKE 'consent:%' AND staff_id = $1`,
        [world.home.colleagueId],
      ),
    ).toBe(1);
    await world.db.admin('UPDATE allocation SET therapist_id = $1 WHERE episode_id = $2', [
      world.home.therapistId,
      world.home.episodeId,
    ]);
    await as.therapist.scheduling.bookSession({
      clientId: world.home.clientId,
      on: '2026-11-23',
      time: '16:00',
      minutes: 50,
      placeKind: 'telephone',
      roomId: null,
    });
    const { sessions } = await as.therapist.day.get();
    expect(sessions[0]?.standing).toMatch(/^Agreement signed by both\. Took back on 23 November: Record sessions\.$/);
    await as.client.agreements.give({ clauseId });
    expect((await as.therapist.day.get()).sessions[0]?.standing).toBe('Agreement signed by both.');
  });
  it('a reason is no field, and taking back asks for no more than giving', async () => {
    const withReason = { clauseId: say, reason: 'because' } as never;
    expect(await codeOf(as.client.agreements.withdraw(withReason))).toBe('bad-input');
  });
});
