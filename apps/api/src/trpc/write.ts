import type { AuditEvent, AuditEventType, AuthMethod } from '@heather/audit';
import { type Database, type Transaction, transaction } from '@heather/database';
import { appendAudit } from '../audit/append-audit.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { EnqueueOptions, JobData, JobName } from '../jobs/job-schemas.ts';
import type { Actor } from './context.ts';
import { isRetryable } from './errors.ts';

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
export type WriteTransaction = Transaction & {
  practiceId: string;
  actor: Actor;
  /** Notes an event. It joins the chain when the body is done, so that the chain is held for milliseconds. */
  audit: (type: AuditEventType, detail: AuditDetail) => Promise<void>;
  /** Queues a job that runs after the commit, at least once. The practice is added to its data. */
  enqueue: <N extends JobName>(name: N, data: JobData<N>, options?: EnqueueOptions) => Promise<void>;
};

export type WriteBy = {
  database: Database;
  jobs: Jobs;
  actor: Actor;
  now: () => Temporal.Instant;
  requestId: string | null;
  authMethods: readonly AuthMethod[];
};

const attempts = 3;

/**
 * Runs `body` in one transaction under the actor that the connection already carries, and once more (three times in all) when
 * the database could not serialise it. `body` may therefore run again: it does nothing outside the transaction.
 */
export async function writeAs<T>(by: WriteBy, body: (tx: WriteTransaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(by.database, async (tx) => {
        const events: Omit<AuditEvent, 'id'>[] = [];
        const result = await body(withTrail(tx, by, events));
        await appendAudit(tx, by.actor.practiceId, events);
        return result;
      });
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
    }
  }
}

function withTrail(tx: Transaction, by: WriteBy, events: Omit<AuditEvent, 'id'>[]): WriteTransaction {
  const extra: Omit<WriteTransaction, keyof Transaction> = {
    practiceId: by.actor.practiceId,
    actor: by.actor,
    audit: async (type, detail) => {
      events.push(eventOf(by, type, detail));
    },
    enqueue: (name, data, options) => by.jobs.enqueue(tx, by.actor.practiceId, name, data, options),
  };
  // Prisma's transaction is a proxy itself, so it is wrapped rather than copied.
  return new Proxy(tx, {
    get: (target, key) => (key in extra ? extra[key as keyof typeof extra] : Reflect.get(target, key)),
  }) as WriteTransaction;
}

function eventOf(by: WriteBy, type: AuditEventType, detail: AuditDetail): Omit<AuditEvent, 'id'> {
  const { actor } = by;
  return {
    practiceId: actor.practiceId,
    occurredAt: by.now().toString({ smallestUnit: 'millisecond' }),
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
