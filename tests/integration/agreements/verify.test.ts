import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actors, actors, codeOf, key, openWorld, type World } from './world.ts';

let world: World;
let as: Actors;
let packId: string;
let file: Buffer;
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const ask = async (sha256: unknown) => {
  const answer = await world.server.post('client', 'agreements.verify', { sha256 });
  const body = answer.json();
  return body.result?.data ?? body.error?.data?.code;
};
const check = async (sha256: string | null = null) => (await as.client.agreements.check({ packId, sha256 })).findings;
const failing = async (sha256: string | null = null) => (await check(sha256)).filter(({ state }) => state !== 'holds');

beforeAll(async () => {
  world = await openWorld();
  as = await actors(world);
  packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  await world.server.runJobs();
  file = Buffer.from((await as.client.agreements.download({ packId })).base64, 'base64');
});
afterAll(() => world.close());

describe('a file, asked about by its hash alone', () => {
  it('matches as it was sealed, signed out, and the answer is one word', async () => {
    expect(await ask(sha(file))).toEqual({ isMatch: true });
  });
  it('with any byte changed, added or cut, is no match', async () => {
    const places = Array.from({ length: 24 }, (_, at) => Math.floor((file.length * at) / 24));
    for (const place of [...places, file.lastIndexOf('0000>'), file.length - 1]) {
      const changed = Buffer.from(file);
      changed[place] = (changed[place] as number) ^ 1;
      expect(await ask(sha(changed)), `byte ${place}`).toEqual({ isMatch: false });
    }
    expect(await ask(sha(file.subarray(0, -1)))).toEqual({ isMatch: false });
    expect(await ask(sha(Buffer.concat([file, Buffer.from('\n')])))).toEqual({ isMatch: false });
  });
  it('is asked by POST with a hash, and with nothing else', async () => {
    for (const wrong of ['', 'x'.repeat(64), `${sha(file)}0`, sha(file).toUpperCase(), null])
      expect(await ask(wrong)).toBe('bad-input');
    expect(
      (await world.server.get('client', 'agreements.verify', { sha256: sha(file) })).statusCode,
    ).toBeGreaterThanOrEqual(400);
  });
  it('leaves no line of who asked, and does not answer a machine all day', async () => {
    const trail = async () => (await world.db.admin('SELECT count(*) AS n FROM audit_event')).rows[0]?.n;
    const before = await trail();
    const answers = new Set<string>();
    for (let at = 0; at < 61; at += 1) answers.add(JSON.stringify(await ask(sha(Buffer.from(String(at))))));
    expect(answers).toContain('"rate-limited"');
    expect(await trail()).toBe(before);
    world.server.advance({ minutes: 16 });
    expect(await ask(sha(file))).toEqual({ isMatch: true });
  });
});

describe('one’s own agreement, thing by thing', () => {
  it('all six hold, with and without the file in hand', async () => {
    for (const given of [null, sha(file)])
      expect((await check(given)).map(({ what, state }) => `${what} ${state}`)).toEqual([
        'file-hash holds',
        'seal holds',
        'record holds',
        'clause-version holds',
        'signature holds',
        'audit holds',
      ]);
  });
  it('another file is said to be another; the kept one still holds', async () => {
    expect(await failing('0'.repeat(64))).toMatchObject([{ what: 'file-hash', state: 'fails' }]);
  });
  it('is for oneself, and for staff who may read what was signed', async () => {
    expect((await as.therapist.agreements.checkByStaff({ packId, sha256: null })).findings).toHaveLength(6);
    expect((await as.manager.agreements.checkByStaff({ packId, sha256: null })).findings).toHaveLength(6);
    expect(await codeOf(as.frontDesk.agreements.checkByStaff({ packId, sha256: null }))).toBe('forbidden');
    const stranger = await world.server.clientCaller(world.home.byPhoneId);
    for (const id of [packId, key()]) {
      expect(await codeOf(stranger.agreements.check({ packId: id, sha256: null }))).toBe('not-found');
      expect(await codeOf(as.colleague.agreements.checkByStaff({ packId: id, sha256: null }))).toBe('not-found');
    }
  });

  /** Changes a row as nobody of ours can, looks, and changes it back. */
  async function spoiled(table: string, set: string, where: string, sha256: string | null = null) {
    const keep = `spoiled_${table}`;
    await world.db.admin(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await world.db.admin(`CREATE TEMP TABLE IF NOT EXISTS ${keep} AS SELECT * FROM ${table} WHERE false`);
    await world.db.admin(`CREATE TABLE ${keep}_kept AS SELECT * FROM ${table} WHERE ${where}`);
    await world.db.admin(`UPDATE ${table} SET ${set} WHERE ${where}`);
    try {
      return await failing(sha256);
    } finally {
      const column = /^\s*(\w+)/.exec(set)?.[1];
      await world.db.admin(
        `UPDATE ${table} t SET ${column} = k.${column} FROM ${keep}_kept k WHERE t.practice_id = k.practice_id AND t.id = k.id`,
      );
      await world.db.admin(`DROP TABLE ${keep}_kept`);
      await world.db.admin(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
  }
  const ofPack = () => `pack_id = '${packId}'`;

  it.each([
    [
      'the file that is kept',
      'sealed_file',
      `bytes_sealed = set_byte(bytes_sealed, 500, get_byte(bytes_sealed, 500) # 1)`,
      () => 'true',
      ['file-hash', 'seal'],
    ],
    ['the hash that was kept of it', 'seal', `sealed_sha256 = repeat('0', 64)`, ofPack, ['file-hash', 'audit']],
    [
      'a word of what was signed',
      'signature',
      `payload = jsonb_set(payload, '{zone}', '"Europe/Paris"')`,
      ofPack,
      ['record'],
    ],
    [
      'a word that was shown',
      'consent_record',
      `rendered = jsonb_set(rendered, '{0,text}', '"Other"')`,
      () => `${ofPack()} AND kind = 'working-agreement'`,
      ['record'],
    ],
    [
      'the frame',
      'working_agreement',
      `frame = jsonb_set(frame, '{feePence}', '9900')`,
      () => `state IN ('sent', 'agreed')`,
      ['record'],
    ],
    [
      'a clause of a published wording',
      'template_version',
      `clauses = jsonb_set(clauses, '{0,text}', '"Other"')`,
      () => 'true',
      ['clause-version'],
    ],
    [
      'a name in a row',
      'signature',
      `name_as_typed = 'Somebody Else'`,
      () => `${ofPack()} AND role = 'client'`,
      ['signature'],
    ],
    [
      'an hour in a row',
      'signature',
      `signed_at = signed_at + interval '1 hour'`,
      () => `${ofPack()} AND role = 'therapist'`,
      ['signature'],
    ],
  ])('%s, changed: says which', async (_what, table, set, where, expected) => {
    expect((await spoiled(table, set, where())).map(({ what }) => what)).toEqual(expected);
    expect(await failing()).toEqual([]);
  });

  it('an entry of the trail that was changed is named by its number', async () => {
    const { rows } = await world.db.admin(
      `SELECT seq FROM audit_event WHERE type = 'agreement.countersigned' AND subject_id = $1`,
      [packId],
    );
    const seq = Number(rows[0]?.seq);
    const found = await spoiled('audit_event', `actor_id = gen_random_uuid()`, `seq = ${seq}`);
    expect(found).toMatchObject([{ what: 'audit', state: 'fails', auditSeq: seq }]);
    expect(found[0]?.why).toContain(`Entry ${seq} `);
  });
  it('a signature that was made anew with its hash is given away by the trail', async () => {
    const found = await spoiled('signature', `payload_sha256 = repeat('1', 64)`, `${ofPack()} AND role = 'client'`);
    expect(found.map(({ what }) => what)).toEqual(['record', 'audit']);
  });
});

describe('the key that seals', () => {
  const mails = async () =>
    (
      await world.db.admin(
        `SELECT idempotency_key AS key FROM outbox_mail WHERE template = 'key-ends' AND staff_id = $1 ORDER BY created_at`,
        [world.home.managerId],
      )
    ).rows.map(({ key: one }) => String(one).split(':')[2]);
  const endsIn = (days: number) =>
    world.db.admin('UPDATE seal_key SET not_after = $1', [
      new Date(world.server.now().add({ hours: 24 * days + 1 }).epochMilliseconds),
    ]);

  it('is announced to the manager 60, 30 and 7 days ahead, once each', async () => {
    const seen = async () => (await as.manager.home.practice()).sealKeyDays;
    await endsIn(61);
    await world.server.runSweeps();
    expect([await mails(), await seen()]).toEqual([[], null]);
    await endsIn(60);
    await world.server.runSweeps();
    await world.server.runSweeps();
    expect([await mails(), await seen()]).toEqual([['60'], 60]);
    await endsIn(30);
    await world.server.runSweeps();
    expect([await mails(), await seen()]).toEqual([['60', '30'], 30]);
    await endsIn(7);
    await world.server.runSweeps();
    expect(await mails()).toEqual(['60', '30', '7']);
    expect(await seen()).toBe(7);
    await world.server.runJobs();
    const mail = world.sent.find(({ subject }) => subject === 'A key ends soon');
    expect(mail?.text).not.toMatch(/therap|counsel|client|agreement/i);
  });
});
