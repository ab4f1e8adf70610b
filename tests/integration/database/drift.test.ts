import { afterAll, beforeAll, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { diffToSchema, migrationHistory, schemaFiles } from '../../../packages/database/scripts/schema-engine.mjs';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

it('the migrations lead to exactly what prisma/schema draws', async () => {
  expect(await diffToSchema(db.adminUrl, { script: true })).toBe('');
});

it('notices a column that only the database has', async () => {
  await db.admin('ALTER TABLE room ADD COLUMN forgotten text');
  expect(await diffToSchema(db.adminUrl, { script: true })).toContain('forgotten');
  await db.admin('ALTER TABLE room DROP COLUMN forgotten');
});

it('records migrations as Prisma does, so that `prisma migrate status` agrees', async () => {
  const agreed = { hasMigrationsTable: true, history: null, editedMigrationNames: [], failedMigrationNames: [] };
  expect(await migrationHistory(db.adminUrl)).toEqual(agreed);
  await db.admin("UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name = '0001_tables'");
  expect(await migrationHistory(db.adminUrl)).toEqual({ ...agreed, editedMigrationNames: ['0001_tables'] });
});

it('guards every model as the class in its comment says', async () => {
  const schema = (schemaFiles() as { content: string }[]).map((file) => file.content).join('\n');
  const drawn = [
    ...schema.matchAll(
      /\/\/\/ class: ([^\n]+)\nmodel \w+ \{(?:(?!\n\})[\s\S])*?@@map\("(\w+)"\)\s+@@schema\("public"\)/g,
    ),
  ];
  const wished = drawn.map(
    ([, said, table]) => `${table}: ${said?.replace(/ \(.*/, '').replace('episode diary', 'episode')}`,
  );
  const { rows } = await db.admin(
    `SELECT relname || ': ' || substr(obj_description(oid, 'pg_class'), 8) AS held FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'`,
  );
  expect(rows.map((row) => row.held).sort()).toEqual(wished.sort());
});
