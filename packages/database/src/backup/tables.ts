import type pg from 'pg';
import type { Section } from './frames.ts';

/** Never part of a backup, each with its reason. Whatever is not named here is. */
const leftOut: Record<string, string> = {
  'public._prisma_migrations': 'written by the migrations of the restore itself',
  'public.backup_ring': 'kept apart, so that a destroyed key stays destroyed in older backups',
  'auth.staff_session': 'who was signed in then is not signed in after a restore',
  'auth.client_session': 'who was signed in then is not signed in after a restore',
  'auth.staff_sign_in': 'who was signed in then is not signed in after a restore',
  'auth.client_sign_in': 'who was signed in then is not signed in after a restore',
  'auth.staff_verification': 'codes of a few minutes',
  'auth.client_verification': 'codes of a few minutes',
  'auth.spoken_code': 'codes of a few minutes',
  'auth.totp_used': 'codes of a few minutes',
  'auth.rate_limit': 'counts of a few minutes',
};

export const isLeftOut = (schema: string, table: string) => `${schema}.${table}` in leftOut;

export type TableColumns = { schema: string; table: string; columns: string[] };

/** Every table of `public` and `auth` with the columns that are written (not those that the database makes), by name. */
export async function columnsOf(client: pg.Client): Promise<TableColumns[]> {
  const { rows } = await client.query<TableColumns>(
    `SELECT n.nspname AS schema, c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname IN ('public', 'auth') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows;
}

/** Where a restore keeps what it has not finished; a database that has it does not start (open.ts). */
export const restoringSchema = 'heather_restoring';

/** Jobs that were not done yet. They are queued again after a restore, by name and data: each can run twice. */
export const pendingJobs: { section: Section; query: string } = {
  section: {
    schema: restoringSchema,
    table: 'job',
    columns: ['name', 'data', 'start_after', 'singleton_key'],
    practiceId: null,
  },
  query: `SELECT name, data, start_after, singleton_key FROM pgboss.job
    WHERE state < 'completed' AND name <> 'sweep' AND name NOT LIKE '\\_\\_%'`,
};
