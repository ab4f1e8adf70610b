import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyTrail } from '@heather/api/testing';
import { createDatabase, createVault, isArchive, restoreArchive, runAs, writeArchive } from '@heather/database';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestDatabase } from '../../support/postgres.ts';
import { actors, key, openWorld, type World } from '../agreements/world.ts';
import { emptyDatabase, newFolder } from '../backup/restore-into.ts';

// A database is made anew with all its indexes.
vi.setConfig({ testTimeout: 240_000 });

let world: World;
/** The other house: its roles have passwords of its own key, so it has a server of its own too. */
let house: Awaited<ReturnType<typeof startTestServer>>;
const folder = newFolder();
const path = join(folder, 'fern-row.archive');
const archiveKey = new Uint8Array(randomBytes(32));
const otherMaster = randomBytes(32).toString('hex');

beforeAll(async () => {
  [world, house] = await Promise.all([openWorld(), startTestServer()]);
  const { clientId } = world.home;
  const as = await actors(world);
  const packId = (await as.sendTo(clientId)).packs[0]?.packId as string;
  await as.client.agreements.sign(await as.signing(as.client, packId));
  await as.therapist.agreements.countersign({ packId, nameTyped: 'Leila Amin', key: key() });
  await world.server.runJobs();
  const { urls, masterKey } = world.db;
  await writeArchive({
    urls,
    masterKey,
    archiveKey,
    practiceId: world.home.practiceId,
    path,
    madeAt: '2026-11-23T10:00:00Z',
  });
});
afterAll(async () => {
  await world?.close();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const moveIn = async (file: string, withKey = archiveKey) => {
  const target = await emptyDatabase({ adminUrl: house.adminUrl } as TestDatabase);
  const dataFolder = newFolder();
  const drop = async () => {
    rmSync(dataFolder, { recursive: true, force: true });
    await target.drop();
  };
  try {
    const options = { path: file, archiveKey: withKey, dataFolder, databaseUrl: target.url, masterKey: otherMaster };
    return { restored: await restoreArchive(options), target, drop };
  } catch (error) {
    await drop();
    throw error;
  }
};

test('a practice comes up in another house with all its rows, its texts readable under that house’s key, its trail whole', async () => {
  const { practiceId, clientId } = world.home;
  const { restored, target, drop } = await moveIn(path);
  const worker = createDatabase({ url: restored.urls.worker, max: 2 });
  try {
    const vault = createVault({ masterKey: new Uint8Array(Buffer.from(otherMaster, 'hex')) });
    await runAs({ kind: 'worker', practiceId }, async () => {
      const [file] = await worker.prisma.sealedFile.findMany({ where: { practiceId, clientId } });
      const place = { table: 'sealed_file', column: 'bytes_sealed', rowId: file?.id as string };
      const bytes = await vault
        .scope(worker.prisma, practiceId)
        .openBytes(clientId, place, file?.bytesSealed as Uint8Array);
      expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
      expect(await verifyTrail(worker.prisma, practiceId)).toMatchObject({ ok: true });
    });
    const count = async (ask: typeof target.ask, table: string) =>
      (await ask(`SELECT count(*)::int AS n FROM ${table} WHERE practice_id = '${practiceId}'`)).rows[0]?.n;
    for (const table of ['client', 'session', 'audit_event', 'signature', 'client_key', 'agreement_pack'])
      expect([table, await count(target.ask, table)]).toEqual([
        table,
        await count((text) => world.db.admin(text) as never, table),
      ]);
    // Nobody else's came, and nobody's way in.
    const { rows } = await target.ask(`SELECT (SELECT count(*) FROM practice)::int AS practices,
      (SELECT count(*) FROM client WHERE auth_user_id IS NOT NULL)::int AS clients, (SELECT count(*) FROM staff_member WHERE auth_user_id IS NOT NULL)::int AS staff,
      (SELECT count(*) FROM auth.staff_user)::int AS users`);
    expect(rows).toEqual([{ practices: 1, clients: 0, staff: 0, users: 0 }]);
  } finally {
    await worker.close();
    await drop();
  }
});

test('opens with its own key alone, and not at all once a byte is changed', async () => {
  expect(isArchive(path)).toBe(true);
  await expect(moveIn(path, new Uint8Array(randomBytes(32)))).rejects.toThrow(/opens with the key/);
  await expect(moveIn(path, new Uint8Array(world.db.masterKey))).rejects.toThrow(/opens with the key/);
  const bytes = readFileSync(path);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 1;
  const damaged = join(folder, 'damaged.archive');
  writeFileSync(damaged, bytes);
  await expect(moveIn(damaged)).rejects.toThrow(/cut off or was changed/);
  expect(bytes.includes('Leila')).toBe(false);
});
