import { type AuditEvent, chain, genesis } from '@heather/audit';
import type { Database, PracticeVault, Tx, Vault } from '@heather/database';
import type { Ground, RowSets } from './ground.ts';
import { type Clear, snake, type Table, tables } from './tables.ts';

// Prisma splits a statement at 32,767 parameters itself; smaller ones keep its planning quick.
const batch = 1000;

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

type Writer = Record<Table, { createMany(args: { data: never[] }): PromiseLike<unknown> }>;

async function saveRows(tx: Tx, practiceId: string, rows: RowSets, events: AuditEvent[], vault: Vault): Promise<void> {
  const open = vault.scope(tx, practiceId);
  for (const table of tables) {
    const ready: SealableRow[] = [];
    // One after the other: the first text of a client looks for their key, the rest find it in memory.
    for (const row of rows[table]) ready.push(await sealed(table, row as SealableRow, open));
    for (let at = 0; at < ready.length; at += batch) {
      await (tx as unknown as Writer)[table].createMany({ data: ready.slice(at, at + batch) as never[] });
    }
    if (table === 'practice' && ready.length > 0) await vault.createPracticeKey(tx, practiceId);
    if (table === 'client') for (const { id } of ready) await vault.createClientKey(tx, practiceId, id);
  }
  if (rows.practice.length > 0) await saveTrail(tx, practiceId, events);
}

/** The events of a new practice in the order of their time, chained from the beginning, and the head that says where they end. */
async function saveTrail(tx: Tx, practiceId: string, events: AuditEvent[]): Promise<void> {
  const inOrder = events.toSorted((a, b) => compare(a.occurredAt, b.occurredAt) || compare(a.id, b.id));
  const chained = chain(inOrder);
  const { seq, hash } = chained.at(-1) ?? genesis;
  await tx.auditHead.createMany({ data: [{ practiceId, seq: BigInt(seq), hash }] });
  for (let at = 0; at < chained.length; at += batch) {
    const data = chained.slice(at, at + batch).map((event) => ({ ...event, seq: BigInt(event.seq) }));
    await tx.auditEvent.createMany({ data });
  }
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
