import type { AuditEvent, AuthMethod } from '@heather/audit';
import { lockName } from '@heather/database';
import type { StaffRole } from '@heather/policy';
import { appendAudit } from '../../audit/append-audit.ts';
import type { Database, Tx, Vault } from '../../database.ts';
import type { ImportKind } from '../core/fields.ts';
import type { Lines } from '../core/look.ts';
import type { Plan } from '../core/plan.ts';
import { bring, type Matched } from './bring.ts';
import type { Moving } from './moving.ts';

/** What both doors (the portal's worker and the command line) bring in with. The database is the worker's. */
export type Door = {
  database: Database;
  vault: Vault;
  practice: { id: string; zone: string; nation: string };
  now: Temporal.Instant;
  /** Whom the trail names; null: whoever has the command line. */
  by: {
    staffId: string;
    roles: readonly StaffRole[];
    requestId: string | null;
    authMethods: readonly AuthMethod[];
  } | null;
};
export type RunFacts = { id: string; kind: ImportKind; source: string };

/** Twenty thousand lines take some seconds; a busy machine may take minutes. */
const timeoutMs = 600_000;
const quiet = () => {};

/** Holds the lines against what is here, and writes nothing. */
export function tryOut(door: Door, run: RunFacts, read: Lines, plan: Plan): Promise<Matched> {
  return door.database.transaction(
    { kind: 'worker', practiceId: door.practice.id },
    (tx) => bring(movingOf(door, run, tx, quiet), read, plan, false),
    { timeoutMs },
  );
}

/**
 * All lines that can come in, in one transaction, or none. One file is brought in at a time in a practice: the second of two that are the
 * same finds everybody of the first there.
 * @param how.finish what else belongs to it, in the same transaction
 * @returns null where it was not begun
 */
export function commitLines(
  door: Door,
  run: RunFacts,
  read: Lines,
  plan: Plan,
  how: {
    onProgress?: Moving['onProgress'];
    /** Asked once it is this file's turn: another may have done the same work meanwhile. */
    mayBegin?: (tx: Tx) => Promise<boolean>;
    finish: (tx: Tx, done: Matched & { made: number }) => Promise<void>;
  },
): Promise<(Matched & { made: number }) | null> {
  const practiceId = door.practice.id;
  return door.database.transaction(
    { kind: 'worker', practiceId },
    async (tx) => {
      await lockName(tx, `import:${practiceId}`);
      if (how.mayBegin && !(await how.mayBegin(tx))) return null;
      const moving = movingOf(door, run, tx, how.onProgress ?? quiet);
      const done = await bring(moving, read, plan, true);
      await how.finish(tx, done);
      await moving.append([
        {
          type: 'import.committed',
          subjectType: 'import',
          subjectId: run.id,
          clientId: null,
          facts: { kind: run.kind },
        },
      ]);
      return done;
    },
    { timeoutMs },
  );
}

function movingOf(door: Door, run: RunFacts, tx: Tx, onProgress: Moving['onProgress']): Moving {
  const { practice, vault, now, by } = door;
  return {
    tx,
    vault,
    practiceId: practice.id,
    runId: run.id,
    source: run.source,
    byId: by?.staffId ?? null,
    now,
    zone: practice.zone,
    nation: practice.nation,
    onProgress,
    append: (events) =>
      appendAudit(
        tx,
        practice.id,
        events.map((event) => eventOf(door, event)),
      ),
  };
}

type Short = Parameters<Moving['append']>[0][number];

export function eventOf({ practice, now, by }: Omit<Door, 'database' | 'vault'>, event: Short): Omit<AuditEvent, 'id'> {
  return {
    practiceId: practice.id,
    occurredAt: now.toString({ smallestUnit: 'millisecond' }),
    outcome: 'success',
    actorKind: by ? 'staff' : 'system',
    actorId: by?.staffId ?? null,
    actorRoles: [...(by?.roles ?? [])],
    changes: [],
    requestId: by?.requestId ?? null,
    authMethods: [...(by?.authMethods ?? [])],
    ...event,
  };
}

/** Everybody here whom a file may name as a therapist: those who were invited too, for a practice may move in before they came. */
export async function loadTherapists(database: Pick<Tx, 'staffMember'>, practiceId: string) {
  return database.staffMember.findMany({
    where: { practiceId, state: { in: ['active', 'invited'] }, staffRoleAsStaff: { some: { role: 'therapist' } } },
    orderBy: { fullName: 'asc' },
    select: { id: true, fullName: true, shortName: true, email: true },
  });
}
