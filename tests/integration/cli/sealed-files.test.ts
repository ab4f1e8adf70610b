import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealHowWeWorkOfBefore, shredClient } from '@heather/api/testing';
import { type Ciphertext, migrationsFolder } from '@heather/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseRows } from '../../../apps/api/src/rights/erasure/erase-rows.ts';
import { actors, key, openWorld, type World } from '../agreements/world.ts';
import { runCommand } from './run-command.ts';

let world: World;
let sealed: Buffer;
const folder = mkdtempSync(join(tmpdir(), 'heather-cli-'));
const command = (...words: string[]) =>
  runCommand(
    { DATABASE_URL: world.db.adminUrl, HEATHER_KEY: Buffer.from(world.db.masterKey).toString('hex'), INIT_CWD: folder },
    ...words,
  );
const verify = (bytes: Uint8Array) => {
  writeFileSync(join(folder, 'file.pdf'), bytes);
  return command('verify', 'file.pdf');
};
const readSealed = () =>
  world.server.asWorker(async ({ db, vault, practiceId }) => {
    const file = await db.sealedFile.findFirst({ where: { practiceId } });
    const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file?.id ?? '' };
    return Buffer.from(await vault.openBytes(file?.clientId ?? '', place, file?.bytesSealed as Ciphertext));
  });

/** Rows in which a word stands for whoever holds the disk. */
const inClear = async (word: string) =>
  (
    await world.db.admin(
      `SELECT (SELECT count(*) FROM working_agreement a WHERE a::text LIKE $1)::int AS agreements,
         (SELECT count(*) FROM consent_record r WHERE r::text LIKE $1)::int AS records`,
      [`%${word}%`],
    )
  ).rows[0];

beforeAll(async () => {
  world = await openWorld();
  const as = await actors(world);
  const packId = (await as.sendTo(world.home.clientId)).packs[0]?.packId as string;
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  await world.server.runJobs();
  sealed = await readSealed();
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('heather verify', () => {
  it('says of the file as it was sealed that each holds, and names nobody', async () => {
    const { code, said } = await verify(sealed);
    expect(said).toMatch(
      /^Match: .*\n {2}file hash {9}holds\n {2}seal {14}holds\n {2}canonical record {2}holds\n {2}clause version {4}holds\n {2}signature row {5}holds\n {2}audit sequence {4}holds\n$/,
    );
    expect(said).not.toMatch(/Priya|Shah|Leila/);
    expect(code).toBe(0);
  });

  it('finds one changed byte, also in the bytes that hold the seal', async () => {
    const changed = Buffer.from(sealed);
    changed[300] = (changed[300] as number) ^ 1;
    expect(await verify(changed)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^No match.*\n.*\n +seal +FAILS: the file was changed/),
    });

    // What the seal leaves over is filled with zeros: a reader calls this file valid.
    const inSeal = Buffer.from(sealed);
    const at = inSeal.lastIndexOf('0000>');
    inSeal[at] = '1'.charCodeAt(0);
    expect(await verify(inSeal)).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^No match.*\n {2}file hash +FAILS.*\n {2}seal +holds/),
    });
  });

  it('also of one that was signed when how people work still lay beside it in clear; that is sealed at the next start', async () => {
    const said = { pace: 'Unhurried as lichen', whenStuck: 'We look out of the window' };
    const { rows: packs } = await world.db.admin(
      'SELECT p.id, p.client_id, p.working_agreement_id FROM agreement_pack p JOIN seal s ON s.pack_id = p.id',
    );
    const [pack] = packs as [Record<string, string>];
    await world.db.admin('UPDATE working_agreement SET how_we_work = $2 WHERE id = $1', [
      pack.working_agreement_id,
      said,
    ]);
    const changes = readFileSync(join(migrationsFolder, '0017_how_we_work', 'migration.sql'), 'utf8');
    const [open, cleanse, close] = [
      'ALTER TABLE public.consent_record DISABLE TRIGGER keep_forever;',
      /UPDATE public\.consent_record [^;]*;/.exec(changes)?.[0] ?? 'the migration has lost it',
      'ALTER TABLE public.consent_record ENABLE TRIGGER keep_forever;',
    ];
    await world.db.admin(open);
    await world.db.admin(
      `UPDATE consent_record SET rendered = (SELECT jsonb_agg(CASE WHEN t -> 'isSigned' = 'false' THEN t || $2 ELSE t END ORDER BY n)
         FROM jsonb_array_elements(rendered) WITH ORDINALITY AS x (t, n)) WHERE pack_id = $1 AND kind = 'working-agreement'`,
      [pack.id, { text: `Our pace: ${said.pace}` }],
    );
    expect(await inClear('lichen')).toEqual({ agreements: 1, records: 1 });
    await world.db.admin(cleanse);
    await world.db.admin(close);
    expect(await sealHowWeWorkOfBefore(world.server.shell, world.db.urls.owner)).toBe(1);
    expect(await sealHowWeWorkOfBefore(world.server.shell, world.db.urls.owner)).toBe(0);
    expect(await inClear('lichen')).toEqual({ agreements: 0, records: 0 });
    const client = await world.server.clientCaller(pack.client_id as string);
    expect(JSON.stringify((await client.agreements.get({ packId: pack.id as string })).topics)).toContain(said.pace);
    expect(await verify(sealed)).toMatchObject({ code: 0, said: expect.stringContaining('canonical record  holds') });
  });

  it('knows a file of somebody else, and what is no file', async () => {
    expect(await verify(Buffer.from('Dear Priya'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('bears no seal'),
    });
    expect(await command('verify', 'gone.pdf')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/cannot be read \(ENOENT\)/),
    });
  });
});

it('heather keys rotate gives both practices a new key, notes it, and everything opens as before', async () => {
  const { code, said } = await command('keys', 'rotate');
  expect(said.match(/: key 2 is in use now, \d+ keys were wrapped with it\.\n/g)).toHaveLength(2);
  expect(code).toBe(0);
  world.db.vault.forget();
  expect(await readSealed()).toEqual(sealed);
  const { rows } = await world.db.admin('SELECT count(*)::int AS n FROM client_key WHERE key_version < 2');
  expect(rows[0]).toEqual({ n: 0 });
  const events = await world.db.admin("SELECT count(*)::int AS n FROM audit_event WHERE type = 'key.rotated'");
  expect(events.rows[0]).toEqual({ n: 2 });
  expect(await command('audit', 'verify')).toMatchObject({ code: 0, said: expect.stringContaining('the trail holds') });
  expect((await verify(sealed)).code).toBe(0);
}, 120_000);

it('heather verify says when what was signed is no longer what is kept', async () => {
  await world.db.admin('ALTER TABLE working_agreement DISABLE TRIGGER USER');
  await world.db.admin("UPDATE working_agreement SET frame = jsonb_set(frame, '{feePence}', '9900')");
  const { code, said } = await verify(sealed);
  expect([code, said]).toEqual([
    1,
    expect.stringMatching(/^Match: .*\n.*holds\n.*holds\n.*FAILS: The frame is not the one/),
  ]);
});

it('heather verify says of a paper whose signer’s record was destroyed that it is the one that was sealed, by its hashes alone', async () => {
  const { clientId, practiceId } = world.home;
  await world.server.asWorker(
    ({ write }) =>
      write(async (tx) => {
        await eraseRows(tx, practiceId, clientId, new Date('2026-11-23'));
        await shredClient(tx, clientId);
      }),
    practiceId,
  );
  const { code, said } = await verify(sealed);
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(
      /^Match: the agreement .*\n.*holds\n.*holds\n {2}canonical record {2}holds by its hashes alone/,
    ),
  ]);
});

it.each([
  [['seed']],
  [['seed', '--scale', 'huge']],
  [['seed', '--scale', 'large', '--therapists', '0']],
  [['keys']],
  [['verify']],
])('%j is no command: the usage is shown', async (words) => {
  expect(await command(...words)).toMatchObject({ code: 2, said: expect.stringContaining('seed --scale small|large') });
});
