import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDatabase,
  createVault,
  type Database,
  migrate,
  type RoleUrls,
  rolePasswords,
  setUpRoles,
  startEmbedded,
  urlFor,
  type Vault,
} from '@heather/database';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const template = 'heather_template';

/** The same in every test, so that a key never differs between two files that share the server. */
export const testMasterKey = new Uint8Array(32).fill(7);

export type TestServer = { adminUrl: string; stop: () => Promise<void> };

/** One server for a whole run, with one migrated database to copy. Durability is off: a crash would only cost the run. */
export async function startTestServer(): Promise<TestServer> {
  const dataFolder = mkdtempSync(join(quickFolder(), 'heather-test-'));
  chmodSync(dataFolder, 0o755);
  const server = await startEmbedded({
    dataFolder,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      wal_level: 'minimal',
      max_wal_senders: '0',
    },
  });
  await asAdmin(server.adminUrl, async (admin) => {
    await admin.query(`CREATE DATABASE ${template}`);
    const urls = await setUpRoles(withName(server.adminUrl, template), rolePasswords(testMasterKey, 'heather'));
    await migrate({ url: urls.owner });
    await admin.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  });
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Copying a database makes a thousand files: in memory, where the machine has enough, that takes a third less of a whole run. */
function quickFolder(): string {
  const gigabyte = 1024 ** 3;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > 2 * gigabyte && freemem() > 4 * gigabyte) {
      accessSync('/dev/shm', constants.W_OK);
      return '/dev/shm';
    }
  } catch {
    // None here, or not for us.
  }
  return tmpdir();
}

export type TestDatabase = {
  name: string;
  /** The superuser's URL of this database. */
  adminUrl: string;
  urls: RoleUrls;
  masterKey: Uint8Array;
  /** As the server's requests connect: row-level security by actor. */
  web: Database;
  /** As jobs and the seed connect: one practice at a time, all of it. */
  worker: Database;
  vault: Vault;
  /** A superuser's query, past every guard but the triggers: for looking, and for what no role may do. */
  admin: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /** Whether the next test of the file gets it, emptied: then what is expensive to start may stay until `beforeDrop`. */
  isReused: boolean;
  /** Something to end before the database goes. */
  beforeDrop: (end: () => Promise<void>) => void;
  drop: () => Promise<void>;
};

/** An empty migrated database of a test file's own: a copy of the template, a quarter of a second. Drop it in afterAll. */
export async function createTestDatabase(options: { serverUrl?: string; max?: number } = {}): Promise<TestDatabase> {
  return copyTemplate(options, false);
}

// Each test file has a process of its own, so these are the file's.
const idle: TestDatabase[] = [];

/**
 * As createTestDatabase, for worlds that are made anew for every test: `drop` hands it back, the next test of the file gets it with
 * every row taken out, its connections warm. Not for a test that changes tables, roles or rules.
 */
export async function takeTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const found = idle.pop();
  const kept = found ?? (await copyTemplate(options, true));
  emptied ??= await emptying(kept);
  if (found) await kept.admin(emptied);
  // A vault remembers keys and a scope may not outlive its test: each test has a new one.
  return { ...kept, vault: createVault({ masterKey: testMasterKey }), drop: async () => void idle.push(kept) };
}

/** Ends what takeTestDatabase kept. Called once, after the file's last test. */
export async function dropIdleDatabases(): Promise<void> {
  await Promise.all(idle.splice(0).map((each) => each.drop()));
}

let emptied: string | undefined;

/** Statements that leave the tables as migrations left them. Append-only tables are emptied too: triggers and keys rest meanwhile. */
async function emptying(db: TestDatabase): Promise<string> {
  const { rows } = await db.admin(`
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND NOT (n.nspname = 'pgboss' AND c.relname IN ('version', 'queue'))
      AND c.relname NOT LIKE '%migration%'`);
  const deletes = rows.map(({ name }) => `DELETE FROM ${name}`);
  return ['BEGIN', 'SET LOCAL session_replication_role = replica', ...deletes, 'COMMIT'].join(';');
}

async function copyTemplate(options: { serverUrl?: string; max?: number }, isReused: boolean): Promise<TestDatabase> {
  const serverUrl = options.serverUrl ?? inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(serverUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const adminUrl = withName(serverUrl, name);
  const passwords = rolePasswords(testMasterKey, 'heather');
  const url = (role: keyof RoleUrls) => urlFor(adminUrl, role, passwords[role], name);
  const urls: RoleUrls = { owner: url('owner'), web: url('web'), worker: url('worker'), auth: url('auth') };
  const max = options.max ?? 10;
  const web = createDatabase({ url: urls.web, max, applicationName: 'test-web' });
  const worker = createDatabase({ url: urls.worker, max, applicationName: 'test-worker' });
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  const ends: (() => Promise<void>)[] = [];
  return {
    name,
    isReused,
    beforeDrop: (end) => void ends.push(end),
    adminUrl,
    urls,
    masterKey: testMasterKey,
    web,
    worker,
    vault: createVault({ masterKey: testMasterKey }),
    admin: (text, values) => admin.query(text, values),
    drop: async () => {
      for (const end of ends.splice(0)) await end();
      await Promise.all([web.close(), worker.close(), admin.end()]);
      // The server waits 5 s for connections that are on their way out; after that, somebody left one open.
      const drop = (how: string) =>
        asAdmin(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} ${how}`));
      await drop('').catch(() => drop('WITH (FORCE)'));
    },
  };
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
