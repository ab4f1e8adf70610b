import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
let half: Awaited<ReturnType<World['server']['clientCaller']>>;
let other: typeof half;
beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
  half = await world.server.clientCaller(world.home.halfId);
  other = await world.server.clientCaller(world.home.otherHalfId);
}, 60_000);
afterAll(() => world.close());

const links = (to: string) =>
  world.sent.filter((mail) => mail.to === to).flatMap((mail) => mail.text.match(/\/sign\/[\w-]{43}/g) ?? []);

/** The two of a couple, one after the other. */
async function inTurn(order: string[] | undefined = [world.home.halfId]) {
  const prepared = await as.therapist.agreements.prepare({ clientId: world.home.halfId });
  const channels = Object.fromEntries(prepared.participants.map((one) => [one.clientId, 'online' as const]));
  const { episodeId, frame } = prepared;
  const given = { clientId: world.home.halfId, episodeId, frame: frame as never, channels, ...(order && { order }) };
  const { packs } = await as.therapist.agreements.send(given);
  const of = (id: string) => packs.find((one) => one.clientId === id)?.packId as string;
  return { first: of(world.home.halfId), second: of(world.home.otherHalfId), packs };
}

describe('two who sign one after the other', () => {
  it('the second is asked once the first has signed, once, with as many days as the first', async () => {
    const { first, second, packs } = await inTurn();
    await world.server.runJobs();
    expect(packs.map(({ mailLeaves }) => mailLeaves).sort()).toEqual([false, true]);
    expect(links('other@client.example')).toHaveLength(0);
    expect((await other.agreements.get({ packId: second })).waitsTurn).toBe(true);
    expect(await codeOf(other.agreements.sign(await as.signing(other, second)))).toBe('agreement/not-your-turn');
    expect(await codeOf(as.therapist.agreements.resend({ packId: second }))).toBe('agreement/not-your-turn');
    world.server.advance({ hours: 24 * 5 });
    world.server.setNow(`${world.server.now().toString().slice(0, 10)}T11:00:00Z`);
    await world.server.runSweeps();
    await world.server.runJobs();
    expect(links('half@client.example').length).toBeGreaterThan(1);
    expect(links('other@client.example')).toHaveLength(0);
    await half.agreements.sign(await as.signing(half, first));
    await world.server.runJobs();
    await world.server.runJobs();
    expect(links('other@client.example')).toHaveLength(1);
    const mine = await other.agreements.get({ packId: second });
    expect(mine.waitsTurn).toBe(false);
    const days = Temporal.Instant.from(mine.expiresAt).since(world.server.now()).total('hours') / 24;
    expect(days).toBeGreaterThan(13);
    await other.agreements.sign(await as.signing(other, second));
    for (const packId of [first, second])
      await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Anwar', key: key() });
    const { agreements } = await as.therapist.agreements.ofClient({ clientId: world.home.halfId });
    expect(agreements[0]).toMatchObject({ state: 'agreed', askAgain: null });
    // One of them comes of age within two months: the therapist is told, the front desk is not.
    const birthday = world.server.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 40 });
    await world.db.admin('UPDATE client SET born_on = $2 WHERE id = $1', [
      world.home.halfId,
      birthday.subtract({ years: 18 }).toString(),
    ]);
    const asked = { clientId: world.home.halfId };
    const told = (await as.therapist.agreements.ofClient(asked)).agreements[0]?.askAgain;
    expect(told).toMatchObject({ age: 18, on: birthday.toString() });
    expect((await as.frontDesk.agreements.ofClient(asked)).agreements[0]?.askAgain).toBe(null);
  });

  it('a no of the first ends it for the second, who was never written to; reminders end with it', async () => {
    const { first, second } = await inTurn([world.home.otherHalfId, world.home.halfId]);
    const before = links('half@client.example').length;
    expect((await half.agreements.get({ packId: first })).waitsTurn).toBe(true);
    await other.agreements.decline({ packId: second });
    world.server.advance({ hours: 24 * 5 });
    await world.server.runSweeps();
    await world.server.runJobs();
    expect(links('half@client.example')).toHaveLength(before);
    expect((await half.agreements.get({ packId: first })).state).toBe('cancelled');
  });

  it('somebody who does not take part, or stands in it twice, is no order', async () => {
    for (const order of [[world.home.clientId], [world.home.halfId, world.home.halfId]])
      expect(await codeOf(inTurn(order))).toBe('bad-input');
  });
});
