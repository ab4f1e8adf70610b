import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DatabaseProblem } from './problem.ts';

export type Migration = { name: string; sql: string; checksum: string };
export type MigrationProgress = { name: string; index: number; count: number };

export const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** The folders of prisma/migrations in order of name, each with the checksum that Prisma records: sha256 of the file's bytes, in hex. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => {
      const bytes = readFileSync(join(folder, entry.name, 'migration.sql'));
      return {
        name: entry.name,
        sql: bytes.toString('utf8'),
        checksum: createHash('sha256').update(bytes).digest('hex'),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

// Prisma's own definition, so that `prisma migrate status` and `deploy` agree with what we did.
const ledger = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

// Prisma's migrate takes this very number, so that the two cannot run at once.
const lockNumber = 72707369;

type Recorded = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies what is missing, each migration with its record in one transaction, under an advisory lock for the whole.
 * @param url of the owner
 * @returns the names applied now
 * @throws DatabaseProblem 'migration-changed' (a recorded file was edited), 'migration-unknown' (the database is newer than this
 * Heather), 'migration-failed'
 */
export async function migrate(options: {
  url: string;
  folder?: string;
  /** Only these, for a restore of what had come as far. */
  only?: string[];
  onProgress?: (progress: MigrationProgress) => void;
}): Promise<string[]> {
  const migrations = readMigrations(options.folder);
  const client = new pg.Client({ connectionString: options.url, application_name: 'heather-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0; SET client_min_messages = warning');
    await client.query(ledger);
    const recorded = await client.query<Recorded>(
      'SELECT migration_name, checksum, finished_at FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
    );
    checkHistory(migrations, recorded.rows);
    const done = new Set(recorded.rows.map((row) => row.migration_name));
    const missing = migrations.filter(({ name }) => !done.has(name) && (options.only?.includes(name) ?? true));
    for (const [index, migration] of missing.entries()) {
      options.onProgress?.({ name: migration.name, index: index + 1, count: missing.length });
      await apply(client, migration);
    }
    return missing.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

function checkHistory(migrations: Migration[], recorded: Recorded[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) {
    const migration = known.get(row.migration_name);
    if (!migration) {
      throw new DatabaseProblem(
        'migration-unknown',
        `The database has had the change ${row.migration_name}, which this version of Heather does not know: start the newer version.`,
      );
    }
    if (!row.finished_at) {
      throw new DatabaseProblem(
        'migration-failed',
        `The change ${row.migration_name} was begun by another tool and not finished: settle it with \`prisma migrate resolve\`.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new DatabaseProblem(
        'migration-changed',
        `prisma/migrations/${migration.name} was edited after it was applied: put the file back and write a new migration.`,
      );
    }
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const startedAt = new Date();
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, logs, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), NULL, 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const { message, position } = error as { message: string; position?: string };
    const line = position ? ` (line ${migration.sql.slice(0, Number(position)).split('\n').length})` : '';
    throw new DatabaseProblem('migration-failed', `The change ${migration.name} failed${line}: ${message}`, error);
  }
}
