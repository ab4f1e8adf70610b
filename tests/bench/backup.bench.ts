import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { currentRings, restoreBackup, writeBackup, writeRingFile } from '@heather/database';
import { seedLarge } from '@heather/seed';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createTestDatabase, startTestServer, type TestDatabase, type TestServer } from '../support/postgres.ts';
import { type BenchRow, timed } from './harness.ts';

// The large practice, 200 therapists: 20,000 clients, a million sessions, three million places.

let server: TestServer;
let db: TestDatabase;
let folder = '';
let made = '';
let madeCount = 0;
let tables: { name: string; columns: string }[] = [];

async function asAdmin<T>(url: string, body: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}

async function prepare(): Promise<void> {
  if (db) return;
  folder = mkdtempSync(join(tmpdir(), 'heather-bench-'));
  server = await startTestServer();
  db = await createTestDatabase({ serverUrl: server.adminUrl });
  await seedLarge(db.worker, db.vault, { now: Temporal.Instant.from('2026-11-23T10:00:00Z') });
  const { rows } = await db.admin(
    `SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY attnum) AS columns FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND a.attgenerated = '' AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' GROUP BY 1`,
  );
  tables = rows;
  writeRingFile(folder, await currentRings(db.worker, db.vault, db.masterKey));
}

export async function close(): Promise<void> {
  await db?.drop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function backUp(): Promise<void> {
  const { urls, masterKey } = db;
  const rings = await currentRings(db.worker, db.vault, masterKey);
  madeCount += 1;
  made = join(folder, `${madeCount}.heather`);
  await writeBackup({ urls, masterKey, rings, path: made, madeAt: '2026-11-23T10:00:00Z' });
}

/** Every row of the same tables as the server writes them, to files on the same disk; nothing sealed, nothing proven. */
async function plainCopy(): Promise<void> {
  await asAdmin(db.adminUrl, async (client) => {
    for (const { name, columns } of tables) {
      const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${name}) TO STDOUT`));
      await pipeline(rows, createWriteStream(join(folder, `${name}.copy`)));
    }
  });
}

/** The same rows into tables of the same shape, without keys, indexes, walls or proof. */
async function plainLoad(): Promise<void> {
  await asAdmin(server.adminUrl, (client) => client.query('CREATE DATABASE plain'));
  const url = server.adminUrl.replace(/postgres$/, 'plain');
  await asAdmin(db.adminUrl, async (from) => {
    await asAdmin(url, async (client) => {
      for (const { name, columns } of tables) {
        const { rows } = await from.query<{ shape: string }>(
          `SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) AS shape FROM pg_attribute
           WHERE attrelid = $1::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped`,
          [name],
        );
        await client.query(`CREATE TABLE ${name} (${rows[0]?.shape})`);
        const copy = client.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN`));
        await pipeline(createReadStream(join(folder, `${name}.copy`)), copy);
      }
    });
  });
  await asAdmin(server.adminUrl, (client) => client.query('DROP DATABASE plain WITH (FORCE)'));
}

async function restore(): Promise<void> {
  await asAdmin(server.adminUrl, (client) => client.query('CREATE DATABASE again'));
  const restored = await restoreBackup({
    path: made,
    ringPath: join(folder, 'heather.ring'),
    dataFolder: mkdtempSync(join(folder, 'data-')),
    databaseUrl: server.adminUrl.replace(/postgres$/, 'again'),
    masterKey: Buffer.from(db.masterKey).toString('hex'),
  });
  await restored.finish();
  await restored.close();
  await asAdmin(server.adminUrl, (client) => client.query('DROP DATABASE again WITH (FORCE)'));
}

const seconds = async (work: () => Promise<void>) => (await timed(work)) / 1000;

export const rows: BenchRow[] = [
  {
    name: 'backup.large',
    unit: 's',
    target: { atMost: 4, of: 'ratio' },
    baseline: 'COPY of the same tables to plain files',
    note: '200 therapists, 1,000,000 sessions; compressed, encrypted, with its checksum',
    rounds: 1,
    prepare,
    run: () => seconds(backUp),
    runBaseline: () => seconds(plainCopy),
  },
  {
    name: 'restore.large',
    unit: 's',
    target: { atMost: 10, of: 'ratio' },
    baseline: 'COPY of those files into tables without keys, indexes or walls',
    note: 'proven to the last byte, every key and index made again, rows counted, walls tried',
    rounds: 1,
    async prepare() {
      await prepare();
      if (!made) await backUp();
      await plainCopy();
      process.stdout.write(`the backup is ${Math.round(statSync(made).size / 1e6)} MB\n`);
    },
    run: () => seconds(restore),
    runBaseline: () => seconds(plainLoad),
  },
];
