import type { AuditEvent, AuditEventType, AuthMethod } from '@heather/audit';
import { fail } from '@heather/core';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, DatabaseActor, PracticeVault, Tx } from '../database.ts';
import type { EnqueueOptions, JobData, JobName } from '../jobs/job-schemas.ts';
import type { Shell } from '../shell.ts';
import type { Actor } from './context.ts';

/** What an event is about. Names and ids only; `facts` holds counts, states, dates. */
export type AuditDetail = {
  subjectType: string;
  subjectId: string;
  clientId?: string | null;
  changes?: readonly string[];
  facts?: AuditEvent['facts'];
  outcome?: AuditEvent['outcome'];
};

/** A transaction that can write its own trail and queue its own work: all of it happens, or none. */
export type WriteTransaction = Tx & {
  shell: Shell;
  practiceId: string;
  /** Whoever asked for this, as the trail will name them. */
  actor: Actor;
  now: () => Temporal.Instant;
  /** Seals and opens with keys that this transaction sees, a new client's too. */
  vault: PracticeVault;
  /** Notes an event. It joins the chain when the body is done, so that the chain is held for milliseconds. */
  audit: (type: AuditEventType, detail: AuditDetail) => Promise<void>;
  /** Queues a job that runs after the commit, at least once. The practice is added to its data. */
  enqueue: <N extends JobName>(name: N, data: JobData<N>, options?: EnqueueOptions) => Promise<void>;
};

export type WriteBy = {
  shell: Shell;
  /** Whose rights hold: the web's or the worker's connection, and the actor on it. */
  database: Database;
  databaseActor: DatabaseActor;
  /** Whom the trail names. */
  actor: Actor;
  requestId: string | null;
  authMethods: readonly AuthMethod[];
};

/**
 * Runs `body` in one transaction, and again (four times in all) when the database could not serialise it. `body` may therefore
 * run more than once: it does nothing outside the transaction.
 */
export function writeAs<T>(by: WriteBy, body: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  return by.database.transaction(by.databaseActor, async (tx) => {
    await mustStillWorkHere(tx, by);
    const events: Omit<AuditEvent, 'id'>[] = [];
    const result = await body(withTrail(tx, by, events));
    await appendAudit(tx, by.actor.practiceId, events);
    return result;
  });
}

/**
 * Somebody's access may end while a request of theirs is under way, in another process too. Their row is held until this commits:
 * whoever ends the access waits for that, and whoever comes later finds it ended. Shared, so that their own writes do not wait for
 * each other.
 */
async function mustStillWorkHere(tx: Tx, { actor, shell }: WriteBy): Promise<void> {
  if (actor.kind !== 'staff') return;
  const rows = await tx.$queryRaw<{ ends: Date | null }[]>`
    SELECT access_ends_at AS ends FROM staff_member
    WHERE practice_id = ${actor.practiceId}::uuid AND id = ${actor.staffId}::uuid AND state = 'active' FOR KEY SHARE`;
  const ends = rows[0]?.ends ?? null;
  if (rows.length === 0 || (ends !== null && ends.getTime() <= shell.now().epochMilliseconds)) fail('signed-out');
}

function withTrail(tx: Tx, by: WriteBy, events: Omit<AuditEvent, 'id'>[]): WriteTransaction {
  const { shell } = by;
  const { practiceId } = by.actor;
  const extra: Omit<WriteTransaction, keyof Tx> = {
    shell,
    practiceId,
    actor: by.actor,
    now: shell.now,
    vault: shell.vault.scope(tx, practiceId),
    audit: async (type, detail) => {
      events.push(eventOf(by, type, detail));
    },
    enqueue: (name, data, options) => shell.jobs.enqueue(tx, practiceId, name, data, options),
  };
  // Prisma's transaction is a proxy itself, so it is wrapped rather than copied.
  return new Proxy(tx, {
    get: (target, key) => (Object.hasOwn(extra, key) ? extra[key as keyof typeof extra] : Reflect.get(target, key)),
  }) as WriteTransaction;
}

function eventOf(by: WriteBy, type: AuditEventType, detail: AuditDetail): Omit<AuditEvent, 'id'> {
  const { actor } = by;
  return {
    practiceId: actor.practiceId,
    occurredAt: by.shell.now().toString({ smallestUnit: 'millisecond' }),
    type,
    outcome: detail.outcome ?? 'success',
    actorKind: actor.kind === 'worker' ? 'system' : actor.kind === 'public' ? 'anonymous' : actor.kind,
    actorId: actor.kind === 'staff' ? actor.staffId : actor.kind === 'client' ? actor.clientId : null,
    actorRoles: actor.kind === 'staff' ? [...actor.roles] : [],
    clientId: detail.clientId ?? null,
    subjectType: detail.subjectType,
    subjectId: detail.subjectId,
    changes: [...(detail.changes ?? [])],
    facts: detail.facts ?? {},
    requestId: by.requestId,
    authMethods: [...by.authMethods],
  };
}
