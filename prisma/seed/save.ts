import { type AuditEvent, chain, genesis } from '@heather/audit';
import type { RowSets } from './ground.ts';
import { type Clear, snake, type Table, tables } from './tables.ts';

/** Where rows go: a Prisma client or a transaction of one, connected as somebody who may write every table. */
export type SeedWriter = {
  [T in Table | 'auditEvent' | 'auditHead']: { createMany(args: { data: never[] }): PromiseLike<unknown> };
};

/** What sealing needs: keys made once, then text to ciphertext bound to table, column and row. */
export type SeedVault = {
  /** Makes and stores what is missing: the practice's key, and one for each client. */
  makeKeys(practiceId: string, clientIds: readonly string[]): Promise<void>;
  seal(
    practiceId: string,
    clientId: string | null,
    place: { table: string; column: string; rowId: string },
    text: string,
  ): Promise<Uint8Array> | Uint8Array;
};

// Prisma splits a statement at 32,767 parameters itself; smaller ones keep its planning quick.
const batch = 1000;

/** @throws Error when sealed text waits and there is no vault, or when a row breaks a rule of the database */
export async function saveRows(db: SeedWriter, rows: RowSets, events: AuditEvent[], vault?: SeedVault): Promise<void> {
  for (const table of tables) {
    const ready = await Promise.all(rows[table].map((row) => sealed(table, row as SealableRow, vault)));
    for (let at = 0; at < ready.length; at += batch) {
      await db[table].createMany({ data: ready.slice(at, at + batch) as never[] });
    }
    if (table === 'client' && vault) await makeKeys(rows, vault);
  }
  for (const { id } of rows.practice) await saveTrail(db, id, events);
}

/** The events of a new practice in the order of their time, chained from the beginning, and the head that says where they end. */
async function saveTrail(db: SeedWriter, practiceId: string, events: AuditEvent[]): Promise<void> {
  const own = events
    .filter((event) => event.practiceId === practiceId)
    .sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : a.id < b.id ? -1 : 1));
  const chained = chain(own);
  const { seq, hash } = chained.at(-1) ?? genesis;
  await db.auditHead.createMany({ data: [{ practiceId, seq: BigInt(seq), hash }] as never[] });
  for (let at = 0; at < chained.length; at += batch) {
    const data = chained.slice(at, at + batch).map((event) => ({ ...event, seq: BigInt(event.seq) }));
    await db.auditEvent.createMany({ data: data as never[] });
  }
}

async function makeKeys(rows: RowSets, vault: SeedVault): Promise<void> {
  const practices = new Set([...rows.practice.map((row) => row.id), ...rows.client.map((row) => row.practiceId)]);
  for (const practiceId of practices) {
    await vault.makeKeys(
      practiceId,
      rows.client.filter((row) => row.practiceId === practiceId).map((row) => row.id),
    );
  }
}

type SealableRow = { id: string; practiceId?: string; [column: string]: unknown };

export const isClear = (value: unknown): value is Clear =>
  typeof value === 'object' && value !== null && 'clear' in value && 'clientId' in value;

async function sealed(table: Table, row: SealableRow, vault?: SeedVault): Promise<SealableRow> {
  const waiting = Object.entries(row).filter(([column, value]) => column.endsWith('Sealed') && isClear(value));
  if (waiting.length === 0) return row;
  if (!vault) throw new Error(`${table} has text to seal: pass a vault to save()`);
  const closed = await Promise.all(
    waiting.map(async ([column, value]) => {
      const { clear, clientId } = value as Clear;
      const place = { table: snake(table), column: snake(column), rowId: row.id };
      return [column, await vault.seal(row.practiceId as string, clientId, place, clear)] as const;
    }),
  );
  return { ...row, ...Object.fromEntries(closed) };
}
