import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../support/postgres.ts';

export type Filled = { practiceId: string; staffId: string; clientId: string };

/**
 * One row in every table of schema public for a practice, made from the catalogue, so that a table added later is in it too. Foreign
 * keys, triggers and the words of columns are out of the way in this copy of the database: only who may see the rows is asked.
 */
export async function fillEveryTable(db: TestDatabase, practices: Filled[]): Promise<string[]> {
  const { rows: columns } = await db.admin(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum`,
  );
  const { rows: checks } = await db.admin(
    `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace`,
  );
  const tables = [...new Set(columns.map((row) => row.table as string))];
  const statements = checks.map((check) => `ALTER TABLE ${check.table} DROP CONSTRAINT "${check.name}"`);
  for (const filled of practices) {
    for (const table of tables) {
      const own = columns.filter((row) => row.table === table);
      const values = own.map((row) => madeUp(table, row.column, row.type, filled));
      statements.push(
        `INSERT INTO ${table} (${own.map((row) => `"${row.column}"`).join(', ')}) VALUES (${values.join(', ')})`,
      );
    }
  }
  await db.admin(
    ['SET session_replication_role = replica', ...statements, 'RESET session_replication_role'].join(';\n'),
  );
  return tables;
}

function madeUp(table: string, column: string, type: string, filled: Filled): string {
  if (column === 'practice_id' || (table === 'practice' && column === 'id')) return `'${filled.practiceId}'`;
  if (column === 'client_id' || (table === 'client' && column === 'id')) return `'${filled.clientId}'`;
  if (column === 'staff_id' || (table === 'staff_member' && column === 'id')) return `'${filled.staffId}'`;
  switch (type) {
    case 'uuid':
      return `'${randomUUID()}'`;
    case 'text':
      return `'${randomUUID()}'`;
    case 'text[]':
      return "'{}'";
    case 'jsonb':
      return "'{}'";
    case 'bytea':
      return "decode(repeat('01', 40), 'hex')";
    case 'boolean':
      return 'true';
    case 'date':
      return "'2026-01-05'";
    case 'timestamp with time zone':
      return column === 'ends_at' ? "'2026-01-05T11:00Z'" : "'2026-01-05T10:00Z'";
    default:
      return '1';
  }
}
