import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createDatabase,
  createVault,
  currentRings,
  type Restored,
  restoreBackup,
  ringFileName,
  writeBackup,
  writeRingFile,
} from '@heather/database';
import pg from 'pg';
import type { TestDatabase } from '../../support/postgres.ts';

export const newFolder = () => mkdtempSync(join(tmpdir(), 'heather-backup-'));

/** A backup of the test's database as the server makes it: the rings first, then the file. */
export async function backUp(db: TestDatabase, folder: string, file = `${randomBytes(4).toString('hex')}.heather`) {
  const rings = await currentRings(db.worker, db.vault, db.masterKey);
  writeRingFile(folder, rings);
  const path = join(folder, file);
  const madeAt = '2026-11-23T10:00:00Z';
  return writeBackup({ urls: db.urls, masterKey: db.masterKey, rings, path, madeAt });
}

export async function emptyDatabase(db: TestDatabase) {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  const url = new URL(db.adminUrl);
  const ask = async (text: string, on = '/postgres') => {
    url.pathname = on;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    return client.query(text).finally(() => client.end());
  };
  await ask(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const address = url.href;
  return {
    url: address,
    ask: (text: string) => ask(text, `/${name}`),
    drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** Restores into a new database on the same server and gives what looks at it. */
export async function restoreInto(db: TestDatabase, path: string, how: { ringPath?: string; key?: string } = {}) {
  const target = await emptyDatabase(db);
  const dataFolder = newFolder();
  const drop = async () => {
    rmSync(dataFolder, { recursive: true, force: true });
    await target.drop();
  };
  try {
    const restored: Restored = await restoreBackup({
      path,
      ringPath: how.ringPath ?? join(dirname(path), ringFileName),
      dataFolder,
      databaseUrl: target.url,
      masterKey: how.key ?? Buffer.from(db.masterKey).toString('hex'),
    });
    const worker = createDatabase({ url: restored.urls.worker, max: 4 });
    const web = createDatabase({ url: restored.urls.web, max: 2 });
    const vault = createVault({ masterKey: db.masterKey });
    const close = async () => {
      await Promise.all([worker.close(), web.close()]);
      await drop();
    };
    return { restored, worker, web, vault, url: target.url, ask: target.ask, close };
  } catch (error) {
    const { rows } = await target.ask(
      "SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    await drop();
    throw Object.assign(error as Error, { tablesLeft: rows[0].n });
  }
}
