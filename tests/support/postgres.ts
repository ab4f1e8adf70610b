import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
import { quickFolder } from './quick-folder.ts';

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
  /** Whether the next test that asks gets it, emptied: what is expensive to start may then stay. */
  isReused: boolean;
  /** Ends its connections and leaves it there, for others to be copied from. */
  rest: () => Promise<void>;
  drop: () => Promise<void>;
};

type CopyOptions = {
  serverUrl?: string;
  max?: number;
  /** The name of a database at rest to copy instead of the empty one. */
  from?: string;
};

/** An empty migrated database of a test file's own: a copy of the template, a quarter of a second. Drop it in afterAll. */
export async function createTestDatabase(options: CopyOptions = {}): Promise<TestDatabase> {
  return copyTemplate(options, false);
}

// Of this process. They go with the server, at the end of the run.
const idle: TestDatabase[] = [];

/**
 * As createTestDatabase, for worlds that are made anew for every test: `drop` hands it back, the next one to ask gets it with every
 * row taken out, its connections warm. Not for a test that changes tables, roles or rules.
 */
export async function takeTestDatabase(): Promise<TestDatabase> {
  const kept = (await takeIdle()) ?? (await copyTemplate({ max: 20 }, true));
  emptied ??= await emptying(kept);
  rules ??= await rulesOf(kept);
  // A vault remembers keys and a scope may not outlive its test: each test has a new one.
  return { ...kept, vault: createVault({ masterKey: testMasterKey }), drop: async () => void idle.push(kept) };
}

/** An idle one that nobody still writes to and whose rules are those of the template, emptied. Another is left where it is. */
async function takeIdle(): Promise<TestDatabase | undefined> {
  for (let found = idle.pop(); found; found = idle.pop()) {
    const isQuiet = [found.web.pool, found.worker.pool].every((pool) => pool.idleCount === pool.totalCount);
    if (isQuiet && (await rulesOf(found)) === rules) {
      await found.admin(emptied as string);
      return found;
    }
  }
}

let emptied: string | undefined;
let rules: string | undefined;

/** What a test may have changed beside rows: triggers, policies, constraints, grants and functions. The queue makes tables as it goes. */
async function rulesOf(db: TestDatabase): Promise<string> {
  const own = (table: string, namespace: string) =>
    `FROM ${table} t WHERE ${namespace} NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pgboss'::regnamespace)`;
  const ofTable = (column: string) => `(SELECT relnamespace FROM pg_class WHERE pg_class.oid = t.${column})`;
  const { rows } = await db.admin(`
    SELECT concat_ws(' ',
      (SELECT md5(string_agg(concat(oid, relrowsecurity, relforcerowsecurity, relacl), ',' ORDER BY oid)) ${own('pg_class', 'relnamespace')} AND relkind IN ('r', 'p', 'v')),
      (SELECT md5(string_agg(concat(oid, tgenabled), ',' ORDER BY oid)) ${own('pg_trigger', ofTable('tgrelid'))}),
      (SELECT md5(string_agg(concat(oid, polqual, polwithcheck), ',' ORDER BY oid)) ${own('pg_policy', ofTable('polrelid'))}),
      (SELECT md5(string_agg(concat(oid, convalidated), ',' ORDER BY oid)) ${own('pg_constraint', 'connamespace')}),
      (SELECT md5(string_agg(concat(oid, prosrc, proacl), ',' ORDER BY oid)) ${own('pg_proc', 'pronamespace')})) AS rules`);
  return rows[0].rules;
}

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

async function copyTemplate(options: CopyOptions, isReused: boolean): Promise<TestDatabase> {
  const serverUrl = options.serverUrl ?? inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(serverUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${options.from ?? template}`));
  const adminUrl = withName(serverUrl, name);
  const passwords = rolePasswords(testMasterKey, 'heather');
  const url = (role: keyof RoleUrls) => urlFor(adminUrl, role, passwords[role], name);
  const urls: RoleUrls = { owner: url('owner'), web: url('web'), worker: url('worker'), auth: url('auth') };
  const max = options.max ?? 10;
  const web = createDatabase({ url: urls.web, max, applicationName: 'test-web' });
  const worker = createDatabase({ url: urls.worker, max, applicationName: 'test-worker' });
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  // The server's end ends it; a query that it cuts off fails by itself.
  admin.on('error', () => {});
  const rest = async () => void (await Promise.all([web.close(), worker.close(), admin.end()]));
  return {
    name,
    isReused,
    adminUrl,
    urls,
    masterKey: testMasterKey,
    web,
    worker,
    vault: createVault({ masterKey: testMasterKey }),
    admin: (text, values) => admin.query(text, values),
    rest,
    drop: async () => {
      await rest();
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
