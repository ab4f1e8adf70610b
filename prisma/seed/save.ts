import { type AuditEvent, chain, genesis } from '@heather/audit';
import type { Database, PracticeVault, Tx, Vault } from '@heather/database';
import type { Ground, RowSets } from './ground.ts';
import { type Clear, snake, type Table, tables } from './tables.ts';

/** Rows a statement: some hundred kilobytes of text. */
const batch = 1000;

/** A later version points to the one before it: rows of this table go in the order in which they were made. */
const pointsToItself = 'workingAgreement';

/**
 * Writes what was made on the ground since the last save, each practice in a transaction of its own, as the worker; keys of new
 * practices and clients with it.
 * @param database connected as the worker
 * @throws whatever rule of the database a row breaks; then nothing of that practice is written
 */
export async function saveGround(database: Database, vault: Vault, ground: Ground): Promise<void> {
  const { rows, events } = ground.take();
  for (const practiceId of practicesIn(rows)) {
    const own = Object.fromEntries(
      tables.map((table) => [table, rows[table].filter((row) => practiceOf(table, row as SealableRow) === practiceId)]),
    ) as unknown as RowSets;
    await database.transaction(
      { kind: 'worker', practiceId },
      (tx) =>
        saveRows(
          tx,
          practiceId,
          own,
          events.filter((event) => event.practiceId === practiceId),
          vault,
        ),
      { retries: 0, timeoutMs: 120_000 },
    );
  }
}

/** The same inside a transaction that is open already, as the worker of the one practice all rows belong to. */
export async function saveGroundIn(tx: Tx, vault: Vault, ground: Ground): Promise<void> {
  const { rows, events } = ground.take();
  const [practiceId, other] = practicesIn(rows);
  if (!practiceId) return;
  if (other) throw new Error('one transaction is of one practice: save the other by saveGround');
  await saveRows(tx, practiceId, rows, events, vault);
}

type SealableRow = { id: string; practiceId?: string; [column: string]: unknown };

const practiceOf = (table: Table, row: SealableRow) => (table === 'practice' ? row.id : (row.practiceId as string));

function practicesIn(rows: RowSets): string[] {
  return [...new Set(tables.flatMap((table) => rows[table].map((row) => practiceOf(table, row as SealableRow))))];
}

async function saveRows(tx: Tx, practiceId: string, rows: RowSets, events: AuditEvent[], vault: Vault): Promise<void> {
  const open = vault.scope(tx, practiceId);
  for (const table of tables) {
    const ready: SealableRow[] = [];
    // One after the other: the first text of a client looks for their key, the rest find it in memory.
    for (const row of rows[table]) ready.push(await sealed(table, row as SealableRow, open));
    await insert(tx, table, ready);
    if (table === 'practice' && ready.length > 0) await vault.createPracticeKey(tx, practiceId);
    if (table === 'client') for (const { id } of ready) await vault.createClientKey(tx, practiceId, id);
  }
  if (rows.practice.length > 0) await saveTrail(tx, practiceId, events);
}

/**
 * Rows as one JSON text a statement, taken apart by the database: a year of a practice is some ten thousand rows, and a bound
 * parameter for each value costs several times as much. Rows that name different columns go apart, so that defaults hold.
 */
async function insert(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const alike = new Map<string, object[]>();
  let run = 0;
  let last = '';
  for (const row of rows) {
    const kept = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
    const columns = Object.keys(kept).sort().join(',');
    if (table === pointsToItself && columns !== last) run += 1;
    last = columns;
    const others = alike.get(`${columns}#${run}`);
    if (others) others.push(kept);
    else alike.set(`${columns}#${run}`, [kept]);
  }
  for (const [key, own] of alike) {
    const names = key.slice(0, key.indexOf('#'));
    const columns = names
      .split(',')
      .map((name) => `"${snake(name)}"`)
      .join(', ');
    for (let at = 0; at < own.length; at += batch) {
      const text = JSON.stringify(own.slice(at, at + batch).map(inColumns));
      await tx.$executeRawUnsafe(
        `INSERT INTO "${snake(table)}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${snake(table)}", $1::json)`,
        text,
      );
    }
  }
}

function inColumns(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), inJson(value)]));
}

function inJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'bigint' ? String(value) : value;
}

/** The events of a new practice in the order of their time, chained from the beginning, and the head that says where they end. */
async function saveTrail(tx: Tx, practiceId: string, events: AuditEvent[]): Promise<void> {
  const inOrder = events.toSorted((a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.id, b.id));
  const chained = chain(inOrder);
  const { seq, hash } = chained.at(-1) ?? genesis;
  await insert(tx, 'auditHead', [{ practiceId, seq, hash }]);
  await insert(tx, 'auditEvent', chained);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const isClear = (value: unknown): value is Clear =>
  typeof value === 'object' && value !== null && 'clear' in value && 'clientId' in value;

async function sealed(table: Table, row: SealableRow, vault: PracticeVault): Promise<SealableRow> {
  let closed = row;
  for (const [column, value] of Object.entries(row)) {
    if (!column.endsWith('Sealed') || !isClear(value)) continue;
    const place = { table: snake(table), column: snake(column), rowId: row.id };
    closed = { ...closed, [column]: await vault.seal(value.clientId, place, value.clear) };
  }
  return closed;
}
