import { runAs } from '@heather/database';
import { makeEnquiry, makeEntry, makeEpisode, makeOffer, openGround, saveGround } from '@heather/seed';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actors, key, now, openWorld, type World } from '../agreements/world.ts';

const notFound = { cause: { code: 'not-found' } };
const ground = () => openGround({ now: Temporal.Instant.from(now) });

let world: World;
let on: Awaited<ReturnType<typeof actors>>;
const within = () => {
  beforeAll(async () => {
    world = await openWorld();
    on = await actors(world);
  });
  afterAll(() => world?.close());
};

describe('a therapist whose client came by an agreed offer and went on with somebody else', () => {
  within();
  let packId: string;
  beforeAll(async () => {
    const { home, server } = world;
    packId = (await on.sendTo(home.clientId)).packs[0]?.packId as string;
    await on.client.agreements.talk({ packId, clauseId: null, words: 'I am frightened of my brother', key: key() });
    await on.therapist.agreements.answerTalk({ packId });
    await on.client.agreements.sign(await on.signing(on.client, packId));
    await on.therapist.agreements.countersign({ packId, nameTyped: 'Tomos Rees', key: key() });
    const { rows } = await world.db.admin(
      `SELECT l.id, o.state FROM allocation l JOIN offer o ON o.practice_id = l.practice_id AND o.id = l.offer_id WHERE l.episode_id = $1`,
      [home.episodeId],
    );
    expect(rows[0].state).toBe('agreed');
    const { allocationId } = await on.manager.allocation.reassign({
      allocationId: rows[0].id,
      therapistId: home.colleagueId,
      reason: 'client-asked',
      handoverDays: 0,
      hasAgreed: true,
    });
    expect(allocationId).toBeTruthy();
    server.advance({ hours: 24 * 90 });
  });

  it.each(['talks', 'ofClient', 'prepare'] as const)('is answered by agreements.%s as for nobody', async (name) => {
    await expect(on.therapist.agreements[name]({ clientId: world.home.clientId })).rejects.toMatchObject(notFound);
  });

  it.each(['printable', 'downloadByStaff', 'resend', 'answerTalk'] as const)(
    'is answered by agreements.%s as for nobody',
    async (name) => {
      await expect(on.therapist.agreements[name]({ packId })).rejects.toMatchObject(notFound);
    },
  );

  it('makes no code that would let them in as the client', async () => {
    const { clientId } = world.home;
    await expect(on.therapist.account.makeSpokenCode({ clientId })).rejects.toMatchObject(notFound);
    expect((await on.colleague.account.makeSpokenCode({ clientId })).code).toMatch(/^\d{12}$/);
  });

  it('sees no row of what was said, by the database’s own word, nor a line of the trail', async () => {
    const { practiceId, therapistId, colleagueId, clientId } = world.home;
    const talks = (staffId: string) =>
      runAs({ kind: 'staff', practiceId, staffId }, () => world.db.web.prisma.agreementTalk.count());
    expect([await talks(therapistId), await talks(colleagueId)]).toEqual([0, 1]);
    expect((await on.therapist.audit.list({ clientId })).length).toBe(0);
  });
});

describe('a therapist who was only asked', () => {
  within();
  beforeAll(async () => {
    const { home } = world;
    const { packs } = await on.sendTo(home.clientId);
    const packId = packs[0]?.packId as string;
    await on.client.agreements.talk({ packId, clauseId: null, words: 'Not to my doctor', key: key() });
    const client = { id: home.clientId, practiceId: home.practiceId };
    const asking = ground();
    const entry = makeEntry(asking, makeEnquiry(asking, client, { idempotencyKey: key() }), { state: 'offered' });
    makeOffer(asking, entry, { id: home.colleagueId }, { startsLocal: '2026-12-08T09:00', madeById: home.managerId });
    await saveGround(world.db.worker, world.db.vault, asking);
  });

  it('does not become the client', async () => {
    const { clientId } = world.home;
    await expect(on.colleague.account.makeSpokenCode({ clientId })).rejects.toMatchObject(notFound);
  });

  it('opens no agreement of an earlier course, nor what was said about it', async () => {
    const { clientId, practiceId, colleagueId } = world.home;
    await expect(on.colleague.agreements.talks({ clientId })).rejects.toMatchObject(notFound);
    await expect(on.colleague.agreements.ofClient({ clientId })).rejects.toMatchObject(notFound);
    const count = await runAs({ kind: 'staff', practiceId, staffId: colleagueId }, () =>
      world.db.web.prisma.agreementTalk.count(),
    );
    expect(count).toBe(0);
  });
});

describe('two therapists, one of whom has half of the other’s couple in therapy', () => {
  within();
  let couplePacks: { packId: string; clientId: string }[];
  let individualId: string;
  beforeEach(async () => {
    if (individualId) return;
    const { home } = world;
    couplePacks = (await on.sendTo(home.halfId)).packs;
    const alone = ground();
    const client = { id: home.halfId, practiceId: home.practiceId };
    individualId = makeEpisode(alone, {
      therapist: { id: home.colleagueId },
      clients: [client],
      state: 'open',
      openedAt: Temporal.Instant.from(now)
        .subtract({ hours: 24 * 30 })
        .toString(),
    }).episode.id;
    await saveGround(world.db.worker, world.db.vault, alone);
  });

  it('prepares the agreement of their own course, though the couple’s is newer', async () => {
    const { home } = world;
    const prepared = await on.colleague.agreements.prepare({ clientId: home.halfId });
    expect(prepared.episodeId).toBe(individualId);
    expect(prepared.participants.map(({ clientId }) => clientId)).toEqual([home.halfId]);
    const sent = await on.colleague.agreements.send({
      clientId: home.halfId,
      episodeId: individualId,
      frame: prepared.frame as never,
      channels: { [home.halfId]: 'online' },
    });
    expect(sent.packs).toHaveLength(1);
    expect((await on.therapist.agreements.prepare({ clientId: home.halfId })).episodeId).toBe(home.coupleEpisodeId);
  });

  it('neither reads nor replaces the couple’s', async () => {
    const { home } = world;
    const { frame } = await on.therapist.agreements.prepare({ clientId: home.halfId });
    const channels = { [home.halfId]: 'online' as const, [home.otherHalfId]: 'online' as const };
    const replacing = { clientId: home.halfId, frame: frame as never, channels };
    const refused = await Promise.all(
      [home.coupleEpisodeId, key()].map((episodeId) =>
        on.colleague.agreements.send({ ...replacing, episodeId }).then(
          () => 'sent',
          (error) => error.cause.code,
        ),
      ),
    );
    expect(refused).toEqual(['agreement/nobody-to-sign', 'agreement/nobody-to-sign']);
    for (const { packId } of couplePacks)
      await expect(on.colleague.agreements.printable({ packId })).rejects.toMatchObject(notFound);
    expect(JSON.stringify(await on.colleague.agreements.ofClient({ clientId: home.halfId }))).not.toContain(
      home.otherHalfId,
    );
    const { rows } = await world.db.admin('SELECT DISTINCT state FROM agreement_pack WHERE episode_id = $1', [
      home.coupleEpisodeId,
    ]);
    expect(rows).toEqual([{ state: 'sent' }]);
  });

  it('chooses for which course, where both are the same therapist’s', async () => {
    const { home } = world;
    await world.db.admin('UPDATE allocation SET therapist_id = $2 WHERE episode_id = $1', [
      individualId,
      home.therapistId,
    ]);
    const newest = await on.therapist.agreements.prepare({ clientId: home.halfId });
    expect(newest.courses.map(({ episodeId }) => episodeId)).toEqual([home.coupleEpisodeId, individualId]);
    const older = await on.therapist.agreements.prepare({ clientId: home.halfId, episodeId: individualId });
    expect([older.episodeId, older.participants.length]).toEqual([individualId, 1]);
    await world.db.admin('UPDATE allocation SET therapist_id = $2 WHERE episode_id = $1', [
      individualId,
      home.colleagueId,
    ]);
  });

  it('does not change how the couple works', async () => {
    const { home } = world;
    const { rows } = await world.db.admin('SELECT id FROM working_agreement WHERE episode_id = $1', [
      home.coupleEpisodeId,
    ]);
    const change = { clientId: home.halfId, howWeWork: { pace: 'x', whenStuck: 'y' } };
    await expect(on.colleague.agreements.changeHowWeWork({ ...change, agreementId: rows[0].id })).rejects.toMatchObject(
      notFound,
    );
  });
});
