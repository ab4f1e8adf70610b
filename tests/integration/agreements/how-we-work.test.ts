import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../fees/text-of.ts';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

const first = { pace: 'Slow as moss', whenStuck: 'We name the ravine' };
let world: World;
let as: Actors;
let packId: string;
let agreementId: string;
beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
  const sent = await as.sendTo(world.home.clientId, 'online', { howWeWork: first });
  packId = sent.packs[0]?.packId as string;
  agreementId = sent.agreementId;
});
afterAll(() => world?.close());

const count = async (sql: string, values: unknown[]) => Number((await world.db.admin(sql, values)).rows[0]?.n);
const hasWords = (answer: unknown, said = first) => {
  const text = JSON.stringify(answer);
  return [said.pace, said.whenStuck].filter((words) => text.includes(words)).length;
};
const fileOf = async (base64: Promise<{ base64: string }>) => Buffer.from((await base64).base64, 'base64');

describe('how two people work together', () => {
  it('lies in no table in clear, neither beside the agreement nor in what is kept for ever of its words', async () => {
    for (const table of ['working_agreement', 'agreement_pack', 'consent_record', 'audit_event', 'outbox_mail'])
      expect([table, await count(`SELECT count(*) AS n FROM ${table} t WHERE t::text ~ $1`, ['moss|ravine'])]).toEqual([
        table,
        0,
      ]);
    expect(await count('SELECT count(*) AS n FROM agreement_pack WHERE how_we_work_sealed IS NOT NULL', [])).toBe(1);
  });

  it('is read by the client and by the therapist, and each reading of the therapist’s is recorded', async () => {
    expect(hasWords(await as.client.agreements.get({ packId }))).toBe(2);
    const reads = () => count("SELECT count(*) AS n FROM clinical_read WHERE subject_type = 'how-we-work'", []);
    const before = await reads();
    const { clientId } = world.home;
    expect(hasWords(await as.therapist.agreements.ofClient({ clientId }))).toBe(2);
    expect(hasWords(await as.therapist.agreements.printable({ packId }))).toBe(2);
    expect(hasWords(await as.therapist.agreements.prepare({ clientId }))).toBe(2);
    expect(await reads()).toBe(before + 3);
  });

  it('stands in no answer to a manager or the front desk, who see the rest of the frame as before', async () => {
    const { clientId } = world.home;
    const seen = [
      await as.manager.agreements.ofClient({ clientId }),
      await as.manager.agreements.printable({ packId }),
      await as.manager.agreements.prepare({ clientId }),
      await as.frontDesk.agreements.ofClient({ clientId }),
      await as.manager.agreements.board(),
    ];
    expect(hasWords(seen)).toBe(0);
    expect(seen[0]).toMatchObject({ agreements: [{ line: expect.stringContaining('£55'), howWeWork: null }] });
    const topics = (seen[1] as { topics: { clauseId: string; text: string }[] }).topics;
    expect(topics.find(({ clauseId }) => clauseId === 'fee')?.text).toContain('£55');
    expect(topics.find(({ clauseId }) => clauseId === 'how-we-work')?.text).toMatch(/kept apart/);
    expect(seen[2]).toMatchObject({ mayWriteHowWeWork: false, frame: { howWeWork: { pace: '', whenStuck: '' } } });
  });

  it('is not overwritten by a manager who sends a new agreement: it goes along unread', async () => {
    const { clientId } = world.home;
    const { episodeId, frame } = await as.manager.agreements.prepare({ clientId });
    const over = { clientId, episodeId, channels: { [clientId]: 'online' as const } };
    const typed = { ...frame, howWeWork: { pace: 'As I say', whenStuck: '' } } as never;
    expect(await codeOf(as.manager.agreements.send({ ...over, frame: typed }))).toBe('bad-input');
    const sent = await as.manager.agreements.send({ ...over, frame: { ...frame, feePence: 6000 } as never });
    packId = sent.packs[0]?.packId as string;
    agreementId = sent.agreementId;
    expect(hasWords(await as.client.agreements.get({ packId }))).toBe(2);
  });

  it('changed after signing, the signature stands; the file has it for the two who signed and not for the manager', async () => {
    await as.client.agreements.sign(await as.signing(as.client, packId));
    await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
    const { seen } = await as.client.agreements.get({ packId });
    const change = {
      clientId: world.home.clientId,
      agreementId,
      howWeWork: { pace: 'Quicker now', whenStuck: 'We laugh' },
    };
    await as.therapist.agreements.changeHowWeWork(change);
    expect(await codeOf(as.manager.agreements.changeHowWeWork(change))).toBe('forbidden');
    const after = await as.client.agreements.get({ packId });
    expect(hasWords(after, change.howWeWork)).toBe(2);
    expect(after.seen).toEqual(seen);
    await world.server.runJobs();
    const { rows } = await world.db.admin('SELECT sealed_sha256 FROM seal WHERE pack_id = $1', [packId]);
    expect(rows).toHaveLength(1);
    const own = await fileOf(as.client.agreements.download({ packId }));
    const theirs = await fileOf(as.therapist.agreements.downloadByStaff({ packId }));
    const manager = await fileOf(as.manager.agreements.downloadByStaff({ packId }));
    expect(theirs.equals(own)).toBe(true);
    expect([await saysPace(own), await saysPace(manager)]).toEqual([true, false]);
    expect(await textOf(manager)).toContain('£60');
  });

  it('of a couple is sealed for each of the two, and a change reaches both', async () => {
    const { halfId, otherHalfId } = world.home;
    const sent = await as.sendTo(halfId, 'online', { howWeWork: first });
    const change = { pace: 'Turn by turn', whenStuck: 'We stop the clock' };
    await as.therapist.agreements.changeHowWeWork({
      clientId: otherHalfId,
      agreementId: sent.agreementId,
      howWeWork: change,
    });
    for (const { packId: id, clientId } of sent.packs) {
      const caller = await world.server.clientCaller(clientId);
      expect(hasWords(await caller.agreements.get({ packId: id }), change)).toBe(2);
    }
  });
});

const saysPace = async (bytes: Uint8Array) => (await textOf(bytes)).includes('Quicker now');
