import type { Prisma } from '@heather/database';
import type { Tx } from './database.ts';

/** The tables that rows come into by the thousand, by their model's name. */
const tables = {
  client: 'client',
  clientKey: 'client_key',
  safeContact: 'safe_contact',
  enquiry: 'enquiry',
  waitingListEntry: 'waiting_list_entry',
  entryParticipant: 'entry_participant',
  episode: 'episode',
  episodeParticipant: 'episode_participant',
  allocation: 'allocation',
  session: 'session',
  sessionParticipant: 'session_participant',
  administration: 'administration',
  importedRow: 'imported_row',
  auditEvent: 'audit_event',
} as const;
type Table = keyof typeof tables;

type Input<T extends Table> = Prisma.TypeMap['model'][Capitalize<T>]['operations']['createMany']['args']['data'];
type One<I> = I extends readonly unknown[] ? never : I;

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Inserts rows that all have the same columns, in one statement with one parameter: a thousand rows by createMany take half a second
 * of this process, in which nobody else is answered. Row-level security, defaults of columns left out and triggers hold as ever.
 */
export async function insertRows<T extends Table>(tx: Tx, table: T, rows: readonly One<Input<T>>[]): Promise<void> {
  const [first] = rows as readonly Record<string, unknown>[];
  if (!first) return;
  const columns = Object.keys(first).map(snake);
  const json = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), plain(value)]))),
  );
  // Names of tables and columns are those of the schema, written in this program; every value is in the one parameter.
  await tx.$executeRawUnsafe(
    `INSERT INTO public.${tables[table]} (${columns.join(', ')})
     SELECT ${columns.map((column) => `r.${column}`).join(', ')} FROM jsonb_populate_recordset(NULL::public.${tables[table]}, $1::jsonb) AS r`,
    json,
  );
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'bigint' ? String(value) : value;
}
