import { randomUUID } from 'node:crypto';
import { columnsLeft, exportClient, leavesWhole, tablesOfClient } from '@heather/api/testing';
import { runAs } from '@heather/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { makePractice } from '../database/rows.ts';
import { textOf } from '../fees/text-of.ts';
import { unzip } from './unzip.ts';

/** A value planted in one column of one row, and how it would be seen. */
type Planted = { owner: 'sam' | 'dee'; table: string; column: string; seen: string };
type Column = { table: string; column: string; type: string };

let db: TestDatabase;
let practiceId: string;
let files: Map<string, Buffer>;
const planted: Planted[] = [];
const ids = { sam: randomUUID(), dee: randomUUID(), episode: randomUUID(), session: randomUUID(), entry: randomUUID() };
let count = 0;

/** One row in each table that knows a client for each of a couple, every column filled with something found nowhere else. */
beforeAll(async () => {
  db = await createTestDatabase();
  practiceId = await makePractice(db);
  const { rows: checks } = await db.admin(
    `SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint
     WHERE contype IN ('c', 'x', 'u') AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of checks) await db.admin(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  const { rows: columns } = await db.admin(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname = ANY ($1)
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY c.relname, a.attnum`,
    [Object.keys(tablesOfClient)],
  );
  for (const who of ['sam', 'dee'] as const) {
    await plant('client', who, columns);
    await db.worker.transaction({ kind: 'worker', practiceId }, (tx) =>
      db.vault.createClientKey(tx, practiceId, ids[who]),
    );
  }
  for (const [name, { by }] of Object.entries(tablesOfClient)) {
    if (name.startsWith('auth.') || name === 'client' || name === 'client_key') continue;
    // What a course has once is both of theirs.
    const isShared =
      by === 'participants' ||
      by === 'session_id' ||
      (by === 'episode_id' && name !== 'working_agreement') ||
      name === 'session';
    for (const who of isShared ? (['sam'] as const) : (['sam', 'dee'] as const)) await plant(name, who, columns);
  }
  const reader = { db: db.worker.prisma as never, vault: db.vault.scope(db.worker.prisma, practiceId), practiceId };
  const made = await runAs({ kind: 'worker', practiceId }, () =>
    exportClient({ ...reader, now: Temporal.Instant.from('2026-11-23T10:00:00Z') }, ids.sam, { withAuthorsOwn: true }),
  );
  files = unzip(made?.bytes as Buffer);
});
afterAll(() => db?.drop());

const agreements = { sam: randomUUID(), dee: randomUUID() };

async function plant(table: string, who: 'sam' | 'dee', all: readonly Column[]): Promise<void> {
  const own = all.filter((row) => row.table === table);
  const rowId =
    table === 'client'
      ? ids[who]
      : table === 'episode'
        ? ids.episode
        : table === 'session'
          ? ids.session
          : table === 'working_agreement'
            ? agreements[who]
            : randomUUID();
  const values: unknown[] = [];
  for (const { column, type } of own) values.push(await madeUp(table, who, column, type, rowId));
  const names = own.map(({ column }) => `"${column}"`).join(', ');
  const places = own.map(({ type }, index) => `$${index + 1}::${type}`).join(', ');
  const text = `INSERT INTO public.${table} (${names}) VALUES (${places})`;
  await db.admin(
    `DO $do$ BEGIN SET LOCAL session_replication_role = replica; EXECUTE ${quoted(inlined(text, values, own))}; END $do$`,
  );
}
const quoted = (text: string) => `$planted$${text}$planted$`;
/** Values written into the statement itself: one statement and one setting, on whichever connection. */
function inlined(text: string, values: readonly unknown[], own: readonly Column[]): string {
  return text.replace(/\$(\d+)::[a-z ]+(\[\])?/g, (_all, number) => {
    const value = values[Number(number) - 1];
    const { type } = own[Number(number) - 1] as Column;
    if (value instanceof Uint8Array) return `decode('${Buffer.from(value).toString('hex')}', 'hex')`;
    return `'${String(value).replaceAll("'", "''")}'::${type}`;
  });
}

async function madeUp(
  table: string,
  owner: 'sam' | 'dee',
  column: string,
  type: string,
  rowId: string,
): Promise<unknown> {
  count += 1;
  const say = (value: unknown, seen = String(value)) => {
    planted.push({ owner, table, column, seen });
    return value;
  };
  const known: Record<string, string> = {
    practice_id: practiceId,
    client_id: ids[owner],
    episode_id: ids.episode,
    session_id: ids.session,
    ...(table !== 'receipt' && { entry_id: ids.entry }),
    id: rowId,
    working_agreement_id: agreements[owner],
    // The other of the two: who they are is no business of this one's.
    other_id: ids.dee,
  };
  if (known[column]) return known[column];
  const word = `quokka${owner}x${count}x${table.replaceAll('_', '')}`;
  if (column.endsWith('_sealed')) {
    const sealed = await runAs({ kind: 'worker', practiceId }, () =>
      db.vault.scope(db.worker.prisma, practiceId).seal(ids[owner], { table, column, rowId }, word),
    );
    return say(sealed, word);
  }
  const day = Temporal.PlainDate.from('1950-01-01').add({ days: count }).toString();
  switch (type) {
    case 'uuid':
      return say(randomUUID());
    case 'text':
      // A couple's name is one; each has one of their own.
      return say(column === 'last_name' ? 'Tully' : word);
    case 'text[]':
      return say(`{${word}}`, word);
    case 'jsonb':
      // In what both have, the other's name and address stand where people write them.
      return say(JSON.stringify({ said: word, with: `met ${deeSays()} there` }), word);
    case 'bytea':
      return say(Buffer.from(`\u0001${word.padEnd(40)}`), word);
    case 'boolean':
      return 'true';
    case 'date':
      return say(day);
    case 'timestamp with time zone':
      return say(`${day}T10:00:00Z`, day);
    default:
      return say(2_000_000 + count);
  }
}

function deeSays(): string {
  const of = (table: string, column: string) =>
    planted.find((one) => one.owner === 'dee' && one.table === table && one.column === column)?.seen ?? '';
  return `${of('client', 'first_name')} Tully, ${of('safe_contact', 'email')} ${ids.dee}`;
}

const told = () => [...files].map(([name, bytes]) => (name.endsWith('.pdf') ? '' : bytes.toString('utf8'))).join('\n');

it('has a value from every column of every table that knows them, or says by name why not', () => {
  const record = told();
  const left = columnsLeft();
  const missing = planted
    .filter(({ owner, seen }) => owner === 'sam' && !record.includes(seen))
    .filter(({ table, column }) => !(table in leavesWhole) && !left[`${table}.${column}`] && !left[`*.${column}`]);
  expect(missing.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  // The reasons stand in the copy itself, and each is of a column that there is.
  const { notIncluded } = JSON.parse(files.get('record.json')?.toString('utf8') ?? '{}');
  expect(notIncluded).toEqual({ tables: leavesWhole, columns: left });
  for (const name of Object.keys(left)) {
    const [table, column] = name.split('.');
    expect(
      planted.some((one) => (table === '*' || one.table === table) && one.column === column) ||
        column === 'practice_id' ||
        column === 'other_id',
      name,
    ).toBe(true);
  }
});

it('names every table: with its rows, or with the reason why they do not leave', () => {
  const { tables } = JSON.parse(files.get('record.json')?.toString('utf8') ?? '{}');
  const named = [...Object.keys(tables), ...Object.keys(leavesWhole)];
  expect(named.toSorted()).toEqual(Object.keys(tablesOfClient).toSorted());
  for (const [name, rows] of Object.entries<unknown[]>(tables)) expect([name, rows.length]).toEqual([name, 1]);
});

it('has nothing of their partner, neither from their rows nor where their name stands in what both have', async () => {
  const everything = `${told()}\n${await textOf(files.get('record.pdf') as Buffer)}`;
  const found = planted.filter(
    ({ owner, seen, column }) => owner === 'dee' && column !== 'last_name' && everything.includes(seen),
  );
  expect(found.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  expect(everything).not.toContain(ids.dee);
  expect(everything).toContain('[taken out: about another person]');
});

it('holds the file itself, to the byte', () => {
  const bytes = planted.find(
    ({ owner, table, column }) => owner === 'sam' && table === 'sealed_file' && column === 'bytes_sealed',
  );
  const beside = [...files]
    .filter(([name]) => name.startsWith('files/'))
    .map(([, content]) => content.toString('utf8'));
  expect(beside).toEqual([bytes?.seen]);
});

it('is readable: a page without scripts, paper with the same words', async () => {
  const page = files.get('index.html')?.toString('utf8') ?? '';
  const paper = (await textOf(files.get('record.pdf') as Buffer)).replace(/\s+/g, '');
  expect(page).not.toMatch(/<script|javascript:|https?:\/\/(?!ico)/);
  for (const { seen } of planted.filter(
    ({ owner, table, column }) => owner === 'sam' && /note_entry|goal$/.test(table) && column === 'words_sealed',
  )) {
    expect(page).toContain(seen);
    expect(paper).toContain(seen);
  }
  expect(page).toContain('NOT REVIEWED');
});
