import pg from 'pg';
import { DatabaseProblem } from '../problem.ts';
import type { RoleUrls } from '../roles.ts';
import type { Manifest, Totals } from './frames.ts';

/** Every table is behind its wall, every rule is in force, and before there is somebody there is nothing. @throws DatabaseProblem */
export async function checkWalls(urls: RoleUrls): Promise<void> {
  await withClient(urls.owner, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname <> '_prisma_migrations' AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity OR NOT EXISTS (
           SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'practice' AND NOT p.polpermissive))`,
    );
    if (rows.length > 0) throw failed(`row-level security is not on ${rows.map((row) => row.name).join(', ')}`);
    const { rows: idle } = await owner.query<{ name: string }>(
      `SELECT tgname AS name FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'
       UNION ALL SELECT conname FROM pg_constraint WHERE NOT convalidated`,
    );
    if (idle.length > 0) throw failed(`${idle.map((row) => row.name).join(', ')} does not hold`);
  });
  await withClient(urls.web, async (web) => {
    for (const table of ['client', 'session', 'audit_event']) {
      const { rows } = await web.query<{ n: string }>(`SELECT count(*) AS n FROM public.${table}`);
      if (Number(rows[0]?.n) !== 0) throw failed(`${table} is open to anybody`);
    }
  });
}

/**
 * The worker finds every row that was kept, and each trail ends where it did. Asked before later migrations, which may add rows. Seals
 * and the trails' links are the server's to prove.
 * @throws DatabaseProblem
 */
export async function checkRows(urls: RoleUrls, totals: Totals, manifest: Manifest): Promise<void> {
  await withClient(urls.worker, async (worker) => {
    await worker.query('SET statement_timeout = 0');
    for (const { practiceId, auditSeq, auditHash } of manifest.practices) {
      await worker.query(`SET app.actor = 'worker:${practiceId}:'`);
      for (const { schema, table, rows } of totals.tables.filter((each) => each.practiceId === practiceId)) {
        const name = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
        const { rows: found } = await worker.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`);
        if (Number(found[0]?.n) !== rows) throw failed(`${table} has ${found[0]?.n} rows and had ${rows}`);
      }
      const { rows: head } = await worker.query<{ seq: string; hash: string }>(
        'SELECT seq::text, hash FROM public.audit_head WHERE practice_id = $1',
        [practiceId],
      );
      if (head[0]?.seq !== auditSeq || head[0]?.hash !== auditHash) throw failed('the trail does not end where it did');
    }
  });
}

const failed = (what: string) =>
  new DatabaseProblem(
    'backup',
    `What was restored is not what was kept: ${what}. It is not served; use another backup.`,
  );

async function withClient(url: string, body: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'heather-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await body(client);
  } finally {
    await client.end();
  }
}
