import type { AuditEvent } from '@heather/audit';
import { dayOf, mondayOf } from './calendar.ts';
import { uuidAt } from './ids.ts';
import { createRandom, type Random } from './random.ts';
import { type Row, type Table, tables } from './tables.ts';

export type RowSets = { [T in Table]: Row<T>[] };

/**
 * What the factories stand on: a clock that stands still, chance with a seed, and the rows made so far. Factories put rows here
 * and touch no database; `saveGround` writes them in one go, each table after those that it points to.
 */
export type Ground = {
  now: Temporal.Instant;
  zone: string;
  /** The local day of `now`, and the Monday of its week. */
  today: Temporal.PlainDate;
  monday: Temporal.PlainDate;
  random: Random;
  rows: RowSets;
  /** The trail, in any order until it is saved. */
  events: AuditEvent[];
  /** A uuid of version 7 as of that instant (default: now). */
  id(at?: Temporal.Instant): string;
  /** A number that counts up, for names and addresses that must differ. */
  count(): number;
  add<T extends Table>(table: T, row: Row<T>): Row<T>;
  /** Hands over what was made since the last time, for saving. */
  take(): { rows: RowSets; events: AuditEvent[] };
};

/** @param seed left out, the ids are new in every run, so that two grounds can meet in one database */
export function openGround({
  now,
  seed = crypto.getRandomValues(new Uint32Array(1))[0] as number,
  zone = 'Europe/London',
}: {
  now: Temporal.Instant;
  seed?: number;
  zone?: string;
}): Ground {
  const random = createRandom(seed);
  const idRandom = random.fork('ids');
  const today = dayOf(now, zone);
  const rows = emptySets();
  const events: AuditEvent[] = [];
  let counted = 0;
  return {
    now,
    zone,
    today,
    monday: mondayOf(today),
    random,
    rows,
    events,
    id: (at = now) => uuidAt(at, idRandom),
    count: () => {
      counted += 1;
      return counted;
    },
    add: (table, row) => {
      (rows[table] as (typeof row)[]).push(row);
      return row;
    },
    take: () => {
      const made = { rows: { ...rows }, events: events.splice(0) };
      Object.assign(rows, emptySets());
      return made;
    },
  };
}

function emptySets(): RowSets {
  return Object.fromEntries(tables.map((table) => [table, []])) as unknown as RowSets;
}
