import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  const dataFolder = mkdtempSync(join(tmpdir(), 'heather-test-'));
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
  drop: () => Promise<void>;
};

/** An empty migrated database of a test file's own: a copy of the template, some 60 ms. Drop it in afterAll. */
export async function createTestDatabase(options: { serverUrl?: string; max?: number } = {}): Promise<TestDatabase> {
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
  return {
    name,
    adminUrl,
    urls,
    masterKey: testMasterKey,
    web,
    worker,
    vault: createVault({ masterKey: testMasterKey }),
    admin: (text, values) => admin.query(text, values),
    drop: async () => {
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
