import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { refuseUnfinishedDatabase, refuseUnfinishedFolder } from './backup/restore.ts';
import { hasDatabase, runningServer, startEmbedded } from './embedded/index.ts';
import { readMasterKey } from './encryption/master-key.ts';
import { type MigrationProgress, migrate } from './migrate.ts';
import { DatabaseProblem } from './problem.ts';
import { type RoleName, type RoleUrls, roleNames, rolePasswords, setUpRoles, urlFor } from './roles.ts';
import { checkServer } from './server-check.ts';

export type OpenedDatabase = {
  urls: RoleUrls;
  masterKey: Uint8Array;
  isEmbedded: boolean;
  /** Settles when an embedded server has gone, asked to or not; never for one elsewhere. */
  exited: Promise<void>;
  close: () => Promise<void>;
};

const name = 'heather';

/**
 * From a folder, and perhaps an address, to a database that is ready: key, server, roles, migrations.
 * @param options.masterKey HEATHER_KEY; without it the key stands in the data folder, made there while there is no data
 * @throws DatabaseProblem with one sentence to show
 */
export async function openDatabase(options: {
  dataFolder: string;
  databaseUrl?: string | undefined;
  masterKey?: string | undefined;
  onProgress?: (step: 'starting' | 'roles' | 'migrating', migration?: MigrationProgress) => void;
}): Promise<OpenedDatabase> {
  const { dataFolder, databaseUrl, onProgress } = options;
  onProgress?.('starting');
  if (databaseUrl) {
    await checkServer(databaseUrl);
    await refuseUnfinishedDatabase(databaseUrl);
    const masterKey = readMasterKey({ dataFolder, text: options.masterKey, mayMake: await isEmpty(databaseUrl) });
    const urls = await ready(databaseUrl, masterKey, onProgress);
    return { urls, masterKey, isEmbedded: false, exited: new Promise(() => {}), close: async () => {} };
  }
  refuseUnfinishedFolder(dataFolder);
  const isFirst = !existsSync(join(dataFolder, 'postgres', 'PG_VERSION'));
  const server = await startEmbedded({ dataFolder });
  try {
    const masterKey = readMasterKey({
      dataFolder,
      text: options.masterKey,
      mayMake: isFirst || (await lacksDatabase(server.adminUrl)),
    });
    await makeDatabase(server.adminUrl);
    const urls = await ready(server.adminUrl.replace(/postgres$/, name), masterKey, onProgress);
    return { urls, masterKey, isEmbedded: true, exited: server.exited, close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * As `openDatabase`, for a command beside Heather: on the data folder of a Heather that runs it goes to the database that is up,
 * and leaves it up. It makes nothing: a folder without a database is refused, so that a slip in HEATHER_DATA is not a new one.
 * @throws DatabaseProblem with one sentence to show
 */
export async function reachDatabase(options: {
  dataFolder: string;
  databaseUrl?: string | undefined;
  masterKey?: string | undefined;
}): Promise<OpenedDatabase> {
  const { dataFolder, databaseUrl } = options;
  if (databaseUrl) return openDatabase(options);
  if (!hasDatabase(dataFolder))
    throw new DatabaseProblem(
      'data-folder',
      `There is no database in ${dataFolder}: start Heather once, or set HEATHER_DATA to the folder that holds it.`,
    );
  try {
    return await openDatabase(options);
  } catch (error) {
    if (!(error instanceof DatabaseProblem) || error.code !== 'in-use') throw error;
    const adminUrl = runningServer(dataFolder);
    if (!adminUrl || (await lacksDatabase(adminUrl))) throw error;
    const masterKey = readMasterKey({ dataFolder, text: options.masterKey, mayMake: false });
    const passwords = rolePasswords(masterKey, name);
    const urls = Object.fromEntries(
      roleNames.map((role: RoleName) => [role, urlFor(adminUrl, role, passwords[role], name)]),
    ) as RoleUrls;
    return { urls, masterKey, isEmbedded: true, exited: new Promise(() => {}), close: async () => {} };
  }
}

async function ready(
  adminUrl: string,
  masterKey: Uint8Array,
  onProgress?: (step: 'starting' | 'roles' | 'migrating', migration?: MigrationProgress) => void,
): Promise<RoleUrls> {
  onProgress?.('roles');
  const urls = await setUpRoles(adminUrl, rolePasswords(masterKey, name));
  await migrate({ url: urls.owner, onProgress: (progress) => onProgress?.('migrating', progress) });
  return urls;
}

async function asked<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

async function lacksDatabase(adminUrl: string): Promise<boolean> {
  return (await asked(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name}'`)).length === 0;
}

async function makeDatabase(adminUrl: string): Promise<void> {
  if (await lacksDatabase(adminUrl)) await asked(adminUrl, `CREATE DATABASE ${name}`);
}

/** Nothing was sealed there yet, so that a new key loses nothing. */
async function isEmpty(url: string): Promise<boolean> {
  const [row] = await asked<{ found: boolean }>(url, "SELECT to_regclass('public.practice_key') IS NOT NULL AS found");
  return !row?.found;
}
