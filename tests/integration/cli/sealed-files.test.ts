import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ciphertext } from '@heather/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  it('says of the file as it was sealed that all three hold, and names nobody', async () => {
    const { code, said } = await verify(sealed);
    expect(said).toMatch(/^Match: .*\n {2}file hash {9}holds\n {2}seal {14}holds\n {2}canonical record {2}holds\n$/);
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
    expect.stringMatching(/^Match: .*\n.*holds\n.*holds\n.*FAILS: the frame is not the one/),
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
