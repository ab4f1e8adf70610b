import pg from 'pg';
import type { TestDatabase } from '../support/postgres.ts';
import { timed } from './harness.ts';

/** Rows of one write, by table, as they stand in the database. */
export type Lot = Record<string, unknown[]>;

/**
 * Copies of tables with their indexes, and without keys of others, checks, guards and row-level security: what a write would cost that
 * looked at nothing. `insert` puts each lot in, a transaction each, and answers the milliseconds of one.
 */
export async function openBare(db: TestDatabase, tables: readonly string[]) {
  const client = new pg.Client({ connectionString: db.adminUrl });
  await client.connect();
  await client.query('CREATE SCHEMA bare');
  for (const table of tables)
    await client.query(`CREATE TABLE bare.${table} (LIKE public.${table} INCLUDING DEFAULTS INCLUDING INDEXES)`);
  return {
    client,
    rowsOf: async (table: string, where: string, ...values: unknown[]): Promise<unknown[]> =>
      (await db.admin(`SELECT coalesce(json_agg(t), '[]') AS rows FROM ${table} t WHERE ${where}`, values)).rows[0]
        ?.rows,
    insert: async (lots: readonly Lot[], also?: (index: number) => Promise<unknown>): Promise<number> => {
      const took = await timed(async () => {
        for (const [index, lot] of lots.entries()) {
          await client.query('BEGIN');
          for (const [table, rows] of Object.entries(lot))
            await client.query(
              `INSERT INTO bare.${table} SELECT * FROM json_populate_recordset(NULL::bare.${table}, $1)`,
              [JSON.stringify(rows)],
            );
          await also?.(index);
          await client.query('COMMIT');
        }
      });
      await client.query(
        `TRUNCATE ${Object.keys(lots[0] ?? {})
          .map((table) => `bare.${table}`)
          .join(', ')}`,
      );
      return took / lots.length;
    },
    close: () => client.end(),
  };
}
export type Bare = Awaited<ReturnType<typeof openBare>>;
