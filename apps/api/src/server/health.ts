import type { FastifyInstance } from 'fastify';
import type { Shell } from '../shell.ts';

export type Readiness = { database: boolean; migrations: boolean; worker: boolean; sealKey: boolean };

/** Each part on its own, so that whoever looks knows which one to mend. */
export async function readiness(shell: Shell): Promise<Readiness> {
  const safely = (ask: () => Promise<unknown>) => ask().then(Boolean, () => false);
  const [database, sealKey] = await Promise.all([
    safely(() => shell.database.pool.query('SELECT 1')),
    safely(shell.sealKeyReady),
  ]);
  // The server listens only once every migration was applied.
  return { database, migrations: true, worker: shell.jobs.isWorking(), sealKey };
}

export function addHealth(server: FastifyInstance, shell: Shell): void {
  server.get('/healthz', async () => ({ ok: true }));
  server.get('/readyz', async (_request, reply) => {
    const parts = await readiness(shell);
    const ok = Object.values(parts).every(Boolean);
    return reply.code(ok ? 200 : 503).send({ ok, ...parts });
  });
}
