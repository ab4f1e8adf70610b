import type { AuditEvent, AuditEventType } from '@heather/audit';
import { stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';

export type Actor =
  | { kind: 'staff'; id: string; roles: readonly string[] }
  | { kind: 'client'; id: string }
  | { kind: 'system' };

/**
 * One event for the practice's trail. Events may be told in any order: they are chained by their time when the ground is saved,
 * so a practice's events go into the save that makes the practice.
 */
export function addAudit(
  ground: Ground,
  practice: { id: string },
  type: AuditEventType,
  {
    actor,
    at,
    subjectType,
    subjectId,
    clientId = null,
    changes = [],
    facts = {},
  }: {
    actor: Actor;
    at: Temporal.Instant | string;
    subjectType: string;
    subjectId: string;
    clientId?: string | null;
    changes?: string[];
    facts?: AuditEvent['facts'];
  },
): void {
  const instant = typeof at === 'string' ? Temporal.Instant.from(at) : at;
  ground.events.push({
    id: ground.id(instant),
    practiceId: practice.id,
    occurredAt: stamp(instant),
    type,
    outcome: 'success',
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
    actorRoles: actor.kind === 'staff' ? [...actor.roles] : [],
    clientId,
    subjectType,
    subjectId,
    changes,
    facts,
    requestId: null,
    authMethods: actor.kind === 'staff' ? ['password', 'totp'] : actor.kind === 'client' ? ['mail-code'] : [],
  });
}
