import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
}, 60_000);
afterAll(() => world.close());

const rows = async (sql: string, values: unknown[] = []) =>
  ((await world.db.admin(sql, values)) as { rows: Record<string, never>[] }).rows;
const words = {
  summary: 'You tell me first',
  text: 'If I worry about you I say so to you before I speak to anybody else.',
};

/** A fresh agreement of the one client, and a clause of it that may be worded otherwise. */
async function fresh() {
  const { packs } = await as.sendTo(world.home.clientId);
  const packId = packs[0]?.packId as string;
  const { topics, fixed } = await as.therapist.agreements.printable({ packId });
  const topic = topics.find(({ clauseId, isSigned }) => isSigned && !fixed.includes(clauseId));
  const clauseId = topic?.clauseId as string;
  return { packId, clauseId, topics, fixed, topic };
}
const propose = async (packId: string, clauseId: string, over: object = {}) =>
  (await as.therapist.agreements.proposeChange({ packId, clauseId, words, key: key(), ...over })).changeId;
const answer = async (packId: string, said: 'yes' | 'no' = 'yes', caller = as.client) => {
  const { changes } = await caller.agreements.get({ packId });
  const change = changes.find(({ state }) => state === 'proposed');
  return caller.agreements.answerChange({
    packId,
    changeId: change?.changeId as string,
    answer: said,
    seen: change?.wordsSha256 as string,
  });
};

describe('other words for one line', () => {
  it('hold for this agreement alone, once both sides have said yes to exactly them, and are what is signed', async () => {
    const { packId, clauseId, topic } = await fresh();
    const open = await as.signing(as.client, packId);
    await as.client.agreements.talk({ packId, clauseId, words: 'Not like this', key: key() });
    const changeId = await propose(packId, clauseId);
    const asked = await as.client.agreements.get({ packId });
    expect(asked.topics.find((one) => one.clauseId === clauseId)?.text).toBe(topic?.text);
    expect(asked.changes).toMatchObject([
      { changeId, clauseId, state: 'proposed', mine: false, before: { text: topic?.text }, after: words },
    ]);
    expect(await answer(packId)).toEqual({ holds: true, waitsForOthers: false, already: false });
    const now = await as.client.agreements.get({ packId });
    expect(now.topics.find((one) => one.clauseId === clauseId)).toMatchObject(words);
    expect(await codeOf(as.client.agreements.sign(open))).toBe('agreement/superseded');
    await as.client.agreements.sign(await as.signing(as.client, packId));
    await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Anwar', key: key() });
    const kept = await rows("SELECT payload->'agreement' AS a FROM signature WHERE pack_id = $1 ORDER BY role", [
      packId,
    ]);
    const [change] = now.changes;
    for (const { a } of kept)
      expect(a).toMatchObject({
        shownSha256: now.seen.agreement,
        changed: [{ clauseId, wordsSha256: change?.wordsSha256 }],
      });
    // The wording that everybody else is sent still says what it said.
    const [record] = await rows(
      "SELECT rendered::text AS t FROM consent_record WHERE pack_id = $1 AND kind = 'working-agreement'",
      [packId],
    );
    expect(record?.t).not.toContain(words.text);
    const { agreements } = await as.manager.agreements.ofClient({ clientId: world.home.clientId });
    expect(agreements[0]?.changes).toMatchObject([
      { clauseId, state: 'agreed', before: { text: topic?.text }, after: words },
    ]);
    await world.server.runJobs();
    const { findings } = await as.client.agreements.check({ packId, sha256: null });
    expect(findings.length).toBeGreaterThan(3);
    for (const one of findings) expect(one, JSON.stringify(one)).toMatchObject({ state: 'holds' });
    const file = await as.client.agreements.download({ packId });
    expect(createHash('sha256').update(Buffer.from(file.base64, 'base64')).digest('hex')).toBe(
      (await rows('SELECT sealed_sha256 AS h FROM seal WHERE pack_id = $1', [packId]))[0]?.h,
    );
  });

  it('a no leaves the line, twice is once, and there may be another proposal', async () => {
    const { packId, clauseId } = await fresh();
    await propose(packId, clauseId);
    const { changes } = await as.client.agreements.get({ packId });
    const input = {
      packId,
      changeId: changes[0]?.changeId as string,
      answer: 'no' as const,
      seen: changes[0]?.wordsSha256 as string,
    };
    expect(await as.client.agreements.answerChange(input)).toMatchObject({ holds: false, already: false });
    expect(await as.client.agreements.answerChange(input)).toMatchObject({ already: true });
    expect(await codeOf(as.client.agreements.answerChange({ ...input, answer: 'yes' }))).toBe(
      'agreement/change-closed',
    );
    expect((await as.client.agreements.get({ packId })).changes).toEqual([]);
    const second = await propose(packId, clauseId);
    await as.therapist.agreements.takeBackChange({ changeId: second });
    await as.therapist.agreements.takeBackChange({ changeId: second });
    expect(await codeOf(as.client.agreements.answerChange({ ...input, changeId: second, answer: 'yes' }))).toBe(
      'agreement/change-closed',
    );
  });

  it('of two proposals for a line one waits at a time; pressed twice it is one; who signs ends what is unanswered', async () => {
    const { packId, clauseId } = await fresh();
    const once = key();
    const ids = [await propose(packId, clauseId, { key: once }), await propose(packId, clauseId, { key: once })];
    expect(new Set(ids).size).toBe(1);
    expect(await codeOf(propose(packId, clauseId))).toBe('agreement/change-open');
    const raced = { packId, changeId: ids[0] as string, answer: 'yes' as const, seen: 'a'.repeat(64) };
    expect(await codeOf(as.client.agreements.answerChange(raced))).toBe('agreement/superseded');
    await as.client.agreements.sign(await as.signing(as.client, packId));
    expect(await rows('SELECT state FROM agreement_change WHERE id = $1', [ids[0]])).toEqual([{ state: 'lapsed' }]);
    expect(await codeOf(propose(packId, clauseId))).toBe('agreement/change-too-late');
  });

  it('says why a line that follows the day or the fee is changed by another frame', async () => {
    const { packId, fixed, topics } = await fresh();
    const fee = topics.find(({ clauseId }) => clauseId === 'fees' || clauseId === 'fee')?.clauseId as string;
    expect(fixed).toContain(fee);
    expect(await codeOf(propose(packId, fee))).toBe('agreement/change-by-frame');
    expect(await codeOf(propose(packId, 'no.such-line'))).toBe('bad-input');
    const { clauseId } = topics.find((one) => one.isSigned && !fixed.includes(one.clauseId)) as { clauseId: string };
    expect(await codeOf(propose(packId, clauseId, { words: { summary: null, text: 'x' } }))).toBe('bad-input');
  });

  it('of a couple hold once both have said yes; twelve yeses at once are one', async () => {
    const { packs } = await as.sendTo(world.home.halfId);
    const half = await world.server.clientCaller(world.home.halfId);
    const other = await world.server.clientCaller(world.home.otherHalfId);
    const of = (id: string) => packs.find(({ clientId }) => clientId === id)?.packId as string;
    const [mine, theirs] = [of(world.home.halfId), of(world.home.otherHalfId)];
    const { topics, fixed } = await as.therapist.agreements.printable({ packId: mine });
    const { clauseId } = topics.find((one) => one.isSigned && !fixed.includes(one.clauseId)) as { clauseId: string };
    const changeId = await propose(mine, clauseId);
    const { changes } = await half.agreements.get({ packId: mine });
    const seen = changes[0]?.wordsSha256 as string;
    const all = await Promise.all(
      Array.from({ length: 12 }, () => half.agreements.answerChange({ packId: mine, changeId, answer: 'yes', seen })),
    );
    expect(all.filter(({ already }) => !already)).toHaveLength(1);
    expect((await half.agreements.get({ packId: mine })).changes).toMatchObject([{ state: 'proposed', mine: true }]);
    expect((await other.agreements.get({ packId: theirs })).changes).toMatchObject([
      { state: 'proposed', mine: false },
    ]);
    expect(await other.agreements.answerChange({ packId: theirs, changeId, answer: 'yes', seen })).toMatchObject({
      holds: true,
    });
    for (const [caller, packId] of [
      [half, mine],
      [other, theirs],
    ] as const)
      expect((await caller.agreements.get({ packId })).topics.find((one) => one.clauseId === clauseId)).toMatchObject(
        words,
      );
    await other.agreements.sign(await as.signing(other, theirs));
    expect(await codeOf(propose(mine, clauseId, { words: { ...words, text: 'Again' } }))).toBe(
      'agreement/change-too-late',
    );
  });

  it('is nobody else’s: a colleague, the manager, another practice and a random id get no further', async () => {
    const { packId, clauseId } = await fresh();
    const changeId = await propose(packId, clauseId);
    expect(await codeOf(as.colleague.agreements.takeBackChange({ changeId }))).toBe('not-found');
    expect(await codeOf(as.colleague.agreements.proposeChange({ packId, clauseId, words, key: key() }))).toBe(
      'not-found',
    );
    expect(await codeOf(as.manager.agreements.takeBackChange({ changeId } as never))).toBe('forbidden');
    const there = await world.server.callerFor(world.other.therapistId, { practiceId: world.other.practiceId });
    expect(await codeOf(there.agreements.takeBackChange({ changeId }))).toBe('not-found');
    const half = await world.server.clientCaller(world.home.halfId);
    const asked = { packId, changeId, answer: 'yes' as const, seen: 'a'.repeat(64) };
    expect(await codeOf(half.agreements.answerChange(asked))).toBe('not-found');
    const { agreements } = await as.frontDesk.agreements.ofClient({ clientId: world.home.clientId });
    expect(agreements.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('once settled is not rewritten, by the database’s own word', async () => {
    const { packId, clauseId } = await fresh();
    const changeId = await propose(packId, clauseId);
    const write = (sql: string) => world.db.admin(sql, [changeId]);
    await expect(write("UPDATE agreement_change SET text = 'Other' WHERE id = $1")).rejects.toThrow(/never changed/);
    await answer(packId);
    await expect(write("UPDATE agreement_change SET state = 'refused' WHERE id = $1")).rejects.toThrow(/never changed/);
    await expect(write('DELETE FROM agreement_change WHERE id = $1')).rejects.toThrow(/never changed/);
  });
});
