import { readMigrations } from '@heather/database';
import type { FastifyInstance } from 'fastify';
import type { Shell } from '../shell.ts';

type Readiness = { database: boolean; migrations: boolean; worker: boolean; sealKey: boolean };

/** Seconds that an answer about migrations is believed: they change when somebody installs another version, and not between. */
const believedSeconds = 10;

/**
 * Each part on its own, so that whoever looks knows which one to mend. `migrations`: the database has had exactly the changes that this
 * version knows; after another version has moved it on, this one is no longer to be asked.
 */
function readinessOf(shell: Shell): () => Promise<Readiness> {
  const known = readMigrations().map(({ name }) => name);
  let believed: { value: boolean; until: Temporal.Instant } | null = null;
  const safely = (ask: () => Promise<unknown>) => ask().then(Boolean, () => false);
  const migrations = async () => {
    const now = shell.now();
    if (believed && Temporal.Instant.compare(now, believed.until) < 0) return believed.value;
    const applied = await shell.database.lookups.appliedMigrations();
    const value = applied.length === known.length && known.every((name) => applied.includes(name));
    believed = { value, until: now.add({ seconds: believedSeconds }) };
    return value;
  };
  return async () => {
    const [database, hasMigrations, sealKey] = await Promise.all([
      safely(() => shell.database.pool.query('SELECT 1')),
      safely(migrations),
      safely(shell.sealKeyReady),
    ]);
    return { database, migrations: hasMigrations, worker: shell.jobs.isWorking(), sealKey };
  };
}

export function addHealth(server: FastifyInstance, shell: Shell): void {
  const readiness = readinessOf(shell);
  server.get('/healthz', async () => ({ ok: true }));
  server.get('/readyz', async (_request, reply) => {
    const parts = await readiness();
    const ok = Object.values(parts).every(Boolean);
    return reply.code(ok ? 200 : 503).send({ ok, ...parts });
  });
}
