import { tablesOfClient } from '@heather/api/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db?.drop());

/**
 * From the catalogue alone: tables with a column that names a client, those that point at a client or at a course, and whatever points
 * at one of these in turn.
 */
async function tablesThatKnowAClient(): Promise<string[]> {
  const { rows } = await db.admin(
    `WITH RECURSIVE named AS (
       SELECT a.attrelid AS id FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN ('public'::regnamespace, 'auth'::regnamespace)
         AND a.attnum > 0 AND NOT a.attisdropped AND (a.attname ~ '(^|_)client_id$')
     ), knows AS (
       SELECT id FROM named UNION SELECT 'public.client'::regclass::oid UNION SELECT 'public.episode'::regclass::oid
       UNION SELECT k.conrelid FROM pg_constraint k JOIN knows ON knows.id = k.confrelid WHERE k.contype = 'f'
     )
     SELECT replace(id::regclass::text, 'public.', '') AS name FROM knows ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

it('each table that knows a client says what export, erasure and merging do with it', async () => {
  expect(Object.keys(tablesOfClient).sort()).toEqual(await tablesThatKnowAClient());
});

it('notices a new table, named or only pointing at a course', async () => {
  await db.admin('CREATE TABLE letter (practice_id uuid, about_client_id uuid)');
  await db.admin(`CREATE TABLE chapter (practice_id uuid, id uuid PRIMARY KEY, episode_id uuid,
    FOREIGN KEY (practice_id, episode_id) REFERENCES episode (practice_id, id))`);
  await db.admin('CREATE TABLE page (chapter_id uuid REFERENCES chapter (id))');
  expect(await tablesThatKnowAClient()).toEqual(expect.arrayContaining(['letter', 'chapter', 'page']));
  await db.admin('DROP TABLE page, chapter, letter');
});

it('opens what is sealed for whom it is about, and destroys its key with them', async () => {
  const { rows } = await db.admin(
    `SELECT DISTINCT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND a.attname ~ '_sealed$'`,
  );
  const wrong = rows
    .map(({ name }) => [name, tablesOfClient[name as keyof typeof tablesOfClient]] as const)
    .filter(([, said]) => said !== undefined && (said.erase !== 'unreadable' || !/^(opened|told)$/.test(said.export)));
  expect(wrong).toEqual([]);
});

it('finds each row by a column that is there', async () => {
  for (const [name, { by }] of Object.entries(tablesOfClient)) {
    if (by === 'participants') continue;
    const column = by === 'user_id' ? 'userId' : by;
    const { rows } = await db.admin('SELECT FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2', [
      name.includes('.') ? name : `public.${name}`,
      column,
    ]);
    expect(rows, `${name}.${column}`).toHaveLength(1);
  }
});
