import { BrokenSeal } from '@heather/database';
import { recordsOf } from '../../clients/merge/records-of.ts';
import type { PracticeVault, Tx } from '../../database.ts';
import type { OtherPerson } from './other-people.ts';
import type { ItemContent, Json, RecordRow } from './record-row.ts';
import { leavesNowhere, type RecordTable, recordTables } from './record-tables.ts';

type Raw = Record<string, unknown> & { id: string };
export type Person = {
  practiceId: string;
  clientId: string;
  /** Every half of a joined person. */
  records: string[];
  episodes: string[];
  firstName: string;
  lastName: string;
  others: OtherPerson[];
  /** Everybody who works or worked here, by id: a row says who it was, not a number. */
  staff: Map<string, string>;
};
type Reader = { db: Tx; vault: PracticeVault; practiceId: string };

/** Who this is about, and whom they share a course, a waiting place or a payer's account with. @returns null for no such client */
export async function readPerson({ db, practiceId }: Reader, clientId: string): Promise<Person | null> {
  const own = await db.client.findFirst({ where: { practiceId, id: clientId } });
  if (!own) return null;
  const records = await recordsOf(db, practiceId, clientId);
  const [courses, staff] = await Promise.all([
    db.episodeParticipant.findMany({ where: { practiceId, clientId: { in: records } }, select: { episodeId: true } }),
    db.staffMember.findMany({ where: { practiceId }, select: { id: true, fullName: true } }),
  ]);
  const episodes = [...new Set(courses.map(({ episodeId }) => episodeId))];
  const others = await db.$queryRaw<OtherPerson[]>`
    SELECT c.id, c.first_name AS "firstName", c.last_name AS "lastName", c.known_as AS "knownAs", c.short_name AS "shortName",
      s.email, s.telephone, s.postal_address AS "postalAddress"
    FROM client c LEFT JOIN safe_contact s ON s.practice_id = c.practice_id AND s.client_id = c.id
    WHERE c.practice_id = ${practiceId}::uuid AND NOT c.id = ANY (${records}::uuid[]) AND c.id IN (
      SELECT client_id FROM episode_participant WHERE practice_id = ${practiceId}::uuid AND episode_id = ANY (${episodes}::uuid[])
      UNION SELECT p.client_id FROM entry_participant p JOIN entry_participant o ON o.practice_id = p.practice_id AND o.entry_id = p.entry_id
        WHERE p.practice_id = ${practiceId}::uuid AND o.client_id = ANY (${records}::uuid[])
      UNION SELECT w.client_id FROM waiting_list_entry w JOIN entry_participant o ON o.practice_id = w.practice_id AND o.entry_id = w.id
        WHERE w.practice_id = ${practiceId}::uuid AND o.client_id = ANY (${records}::uuid[]))`;
  const { firstName, lastName } = own;
  return {
    practiceId,
    clientId,
    records,
    episodes,
    firstName,
    lastName,
    others,
    staff: new Map(staff.map(({ id, fullName }) => [id, fullName])),
  };
}

/** Which rows of a table are this person's: by the column that the list of tables names. $2 the records, $3 the courses. */
const whereOf = (table: RecordTable): string => {
  // A group's session before somebody joined it, or a fellow member's own terms, are not about them.
  if (table.name === 'session')
    return 'id IN (SELECT session_id FROM session_participant WHERE practice_id = $1::uuid AND client_id = ANY ($2::uuid[]))';
  if (table.name === 'working_agreement')
    return `episode_id = ANY ($3::uuid[]) AND (
      id IN (SELECT working_agreement_id FROM agreement_pack WHERE practice_id = $1::uuid AND client_id = ANY ($2::uuid[]))
      OR NOT EXISTS (SELECT FROM episode_participant p WHERE p.practice_id = $1::uuid AND p.episode_id = t.episode_id
        AND NOT p.client_id = ANY ($2::uuid[])))`;
  if (table.name === 'client_merge') return '(client_id = ANY ($2::uuid[]) OR kept_id = ANY ($2::uuid[]))';
  if (table.by === 'id') return 'id = ANY ($2::uuid[])';
  if (table.by === 'client_id') return 'client_id = ANY ($2::uuid[])';
  if (table.by === 'episode_id') return 'episode_id = ANY ($3::uuid[])';
  if (table.by === 'participants') return 'id = ANY ($3::uuid[])';
  if (table.by === 'session_id')
    return 'session_id IN (SELECT session_id FROM session_participant WHERE practice_id = $1::uuid AND client_id = ANY ($2::uuid[]))';
  throw new Error(`no way to the rows of ${table.name}`);
};

const atOnce = 500;
/** Rows that need nobody's eyes, told together. */
const together = 100;

/**
 * Every row of every table that knows this person, opened, in the order of the copy. Reads a few hundred rows at a time.
 * @param after goes on behind a table, when some were read before
 */
export async function* readRecord(
  reader: Reader,
  person: Person,
  tables: readonly RecordTable[] = recordTables,
): AsyncGenerator<ItemContent> {
  await reader.vault.loadKeys(person.records);
  for (const table of tables) {
    const size = table.look ? 1 : together;
    let waiting: RecordRow[] = [];
    for await (const raw of rowsOf(reader.db, person, table)) {
      waiting.push(await openRow(reader.vault, person, table, raw));
      if (waiting.length < size) continue;
      yield { table: table.name, rows: waiting };
      waiting = [];
    }
    if (waiting.length > 0) yield { table: table.name, rows: waiting };
  }
}

async function* rowsOf(db: Tx, person: Person, table: RecordTable): AsyncGenerator<Raw> {
  let last: string | null = null;
  for (;;) {
    // The names come from our own list; every value is a parameter.
    const rows: Raw[] = await db.$queryRawUnsafe<Raw[]>(
      `SELECT * FROM public.${table.name} t WHERE practice_id = $1::uuid AND $2::uuid[] IS NOT NULL AND $3::uuid[] IS NOT NULL
         AND ($4::uuid IS NULL OR id > $4::uuid) AND ${whereOf(table)} ORDER BY id LIMIT ${atOnce}`,
      person.practiceId,
      person.records,
      person.episodes,
      last,
    );
    yield* rows;
    if (rows.length < atOnce) return;
    last = rows.at(-1)?.id ?? null;
  }
}

/** One row as it is told: sealed columns opened, days as days, and beside each number of a colleague their name. */
async function openRow(vault: PracticeVault, person: Person, table: RecordTable, raw: Raw): Promise<RecordRow> {
  const values: RecordRow['values'] = {};
  const owner = typeof raw.client_id === 'string' ? raw.client_id : person.clientId;
  for (const [column, value] of Object.entries(raw)) {
    if (column in leavesNowhere || (table.leaves && column in table.leaves)) continue;
    const isSaid = column === 'id' || column === 'client_id' || !table.tells || table.tells.includes(column);
    if (!isSaid) continue;
    if (value instanceof Uint8Array) {
      const name = column.replace(/_sealed$/, '');
      const opened = await openValue(vault, owner, { table: table.name, column, rowId: raw.id }, value);
      // A code that let somebody in once is a secret still.
      values[name] = raw.template === 'one-time-code' && name === 'payload' ? null : opened;
      continue;
    }
    values[column] = plain(value, column);
    const name = typeof value === 'string' ? person.staff.get(value) : undefined;
    if (name !== undefined) values[column.replace(/_id$/, '')] = name;
  }
  return { id: raw.id, values };
}

type Place = { table: string; column: string; rowId: string };
async function openValue(vault: PracticeVault, owner: string, place: Place, sealed: Uint8Array): Promise<Json> {
  try {
    const text = await vault.open(owner, place, sealed);
    return /^[[{]/.test(text) ? (JSON.parse(text) as Json) : text;
  } catch (error) {
    if (error instanceof BrokenSeal) return 'This was destroyed and cannot be read any more.';
    if (error instanceof SyntaxError) return vault.open(owner, place, sealed);
    throw error;
  }
}

function plain(value: unknown, column: string): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return column.endsWith('_on') ? value.toISOString().slice(0, 10) : value.toISOString();
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object') return JSON.parse(JSON.stringify(value)) as Json;
  return value as Json;
}
