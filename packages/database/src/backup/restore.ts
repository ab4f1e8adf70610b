import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { hasDatabase, startEmbedded } from '../embedded/index.ts';
import { keyFingerprint, readMasterKey } from '../encryption/master-key.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { DatabaseProblem } from '../problem.ts';
import { type RoleUrls, rolePasswords, setUpRoles } from '../roles.ts';
import { checkServer } from '../server-check.ts';
import { readHeader } from './cipher.ts';
import type { Manifest } from './frames.ts';
import { type BackupFile, type Loaded, loadBackup, proveFile, waitingJobs } from './load.ts';
import { readRingFile } from './ring-file.ts';
import { restoringSchema } from './tables.ts';
import { checkRows, checkWalls } from './verify.ts';

export type RestoreStep = 'proving' | 'starting' | 'loading' | 'migrating' | 'checking';
export type WaitingJob = {
  name: string;
  data: Record<string, unknown>;
  start_after: Date;
  singleton_key: string | null;
};

export type Restored = Loaded & {
  manifest: Manifest;
  urls: RoleUrls;
  masterKey: Uint8Array;
  jobs: WaitingJob[];
  /** Says that all is proven: from now on the database may be served. */
  finish: () => Promise<void>;
  close: () => Promise<void>;
};

const name = 'heather';
const unfinishedFile = (dataFolder: string) => join(dataFolder, 'restore-unfinished');

/** @throws DatabaseProblem 'restore-unfinished' for a folder in which a restore was begun and not finished */
export function refuseUnfinishedFolder(dataFolder: string): void {
  if (existsSync(unfinishedFile(dataFolder))) throw unfinished(`in ${dataFolder}`);
}

/** As `refuseUnfinishedFolder`, for a database. @param client of any user that sees the catalogue */
export async function refuseUnfinishedDatabase(url: string): Promise<void> {
  const [row] = await asked<{ found: boolean }>(
    url,
    `SELECT to_regnamespace('${restoringSchema}') IS NOT NULL AS found`,
  );
  if (row?.found) throw unfinished('in this database');
}

const unfinished = (where: string) =>
  new DatabaseProblem(
    'restore-unfinished',
    `A restore ${where} was begun and not finished, so not everything is there: run “heather restore” again with the same file (an outside database must be dropped and made anew first).`,
  );

/**
 * From a backup to a database that is whole: the file is proven to its last byte, then loaded into an empty folder or an empty
 * database, then brought to today's schema and checked. Until `finish` is called nothing starts on it.
 * @throws DatabaseProblem with one sentence to show; what was there before is as it was
 */
export async function restoreBackup(options: {
  path: string;
  ringPath: string;
  dataFolder: string;
  databaseUrl?: string | undefined;
  masterKey?: string | undefined;
  onProgress?: (step: RestoreStep) => void;
}): Promise<Restored> {
  const { dataFolder, databaseUrl, onProgress } = options;
  await refuseOccupied(dataFolder, databaseUrl);
  const masterKey = readMasterKey({ dataFolder, text: options.masterKey, mayMake: false });
  const file: BackupFile = { path: options.path, masterKey, header: await readHeader(options.path, masterKey) };
  const rings = readRingFile(options.ringPath);
  if (rings.key !== keyFingerprint(masterKey))
    throw new DatabaseProblem(
      'backup',
      'The ring file was sealed with another master key: take the one kept beside the backup.',
    );
  onProgress?.('proving');
  const manifest = await proveFile(file);
  knownMigrations(manifest);
  return loadInto({ ...options, manifest, masterKey }, (url) => loadBackup(url, file, rings));
}

type Target = {
  dataFolder: string;
  databaseUrl?: string | undefined;
  masterKey: Uint8Array;
  manifest: Manifest;
  onProgress?: ((step: RestoreStep) => void) | undefined;
};

/**
 * Into an empty place: the schema that the file was written with, its rows, then today's schema and its walls.
 * @throws DatabaseProblem
 */
export async function loadInto(
  { dataFolder, databaseUrl, masterKey, manifest, onProgress }: Target,
  load: (ownerUrl: string) => Promise<Loaded>,
): Promise<Restored> {
  const migrations = knownMigrations(manifest);
  onProgress?.('starting');
  if (!databaseUrl) rmSync(join(dataFolder, 'postgres'), { recursive: true, force: true });
  const target = await openEmpty(dataFolder, databaseUrl);
  try {
    const urls = await setUpRoles(target.adminUrl, rolePasswords(masterKey, name));
    await asked(
      urls.owner,
      `CREATE SCHEMA ${restoringSchema}; CREATE TABLE ${restoringSchema}.job (name text, data jsonb, start_after timestamptz, singleton_key text)`,
    );
    await migrate({ url: urls.owner, only: migrations });
    onProgress?.('loading');
    const loaded = await load(urls.owner);
    onProgress?.('checking');
    await checkRows(urls, loaded.totals, manifest);
    onProgress?.('migrating');
    await migrate({ url: urls.owner });
    await checkWalls(urls);
    const jobs = await asked<WaitingJob>(urls.owner, waitingJobs);
    const finish = async () => {
      await asked(urls.owner, `DROP SCHEMA ${restoringSchema} CASCADE`);
      rmSync(unfinishedFile(dataFolder), { force: true });
    };
    return { ...loaded, manifest, urls, masterKey, jobs, finish, close: target.close };
  } catch (error) {
    await target.close();
    throw error;
  }
}

/** @throws DatabaseProblem 'backup' where there is something already */
export async function refuseOccupied(dataFolder: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl) {
    await checkServer(databaseUrl);
    await refuseUnfinishedDatabase(databaseUrl);
    const [row] = await asked<{ tables: number }>(
      databaseUrl,
      "SELECT count(*)::int AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    if (row?.tables)
      throw new DatabaseProblem('backup', 'There are tables in this database already: a restore needs an empty one.');
  } else if (hasDatabase(dataFolder) && !existsSync(unfinishedFile(dataFolder))) {
    throw new DatabaseProblem(
      'backup',
      `There is a database in ${dataFolder} already: a restore needs a folder without one. Set HEATHER_DATA to a new folder.`,
    );
  }
}

/** @throws DatabaseProblem 'backup' when the backup has had a change that this Heather does not know, or knows differently */
function knownMigrations(manifest: Manifest): string[] {
  const known = new Map(readMigrations().map((migration) => [migration.name, migration.checksum]));
  for (const { name, checksum } of manifest.migrations) {
    if (!known.has(name))
      throw new DatabaseProblem(
        'backup',
        `The backup was made by a newer Heather (it has had the change ${name}): restore it with that version.`,
      );
    if (known.get(name) !== checksum)
      throw new DatabaseProblem(
        'backup',
        `The change ${name} is not the one that the backup has had: restore it with the version that made it.`,
      );
  }
  return manifest.migrations.map((migration) => migration.name);
}

async function openEmpty(
  dataFolder: string,
  databaseUrl: string | undefined,
): Promise<{ adminUrl: string; close: () => Promise<void> }> {
  if (databaseUrl) return { adminUrl: databaseUrl, close: async () => {} };
  const server = await startEmbedded({
    dataFolder,
    onFolder: () =>
      writeFileSync(
        unfinishedFile(dataFolder),
        'A restore was begun here. Until it is finished, Heather does not start.\n',
      ),
  });
  try {
    await asked(server.adminUrl, `CREATE DATABASE ${name}`);
    return { adminUrl: server.adminUrl.replace(/postgres$/, name), close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function asked<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}
