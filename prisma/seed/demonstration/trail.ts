import type { AuditEventType } from '@heather/audit';
import { type Actor, addAudit } from '../factories/audit.ts';
import type { Ground } from '../ground.ts';
import { cast } from './cast.ts';
import type { House } from './house.ts';

export type Tell = (
  type: AuditEventType,
  actor: Actor,
  at: Temporal.Instant | string,
  subject: { type: string; id: string; clientId?: string | null; changes?: string[] },
) => void;

/** Writes into the practice's trail. */
export function openTrail(ground: Ground, practice: { id: string }): Tell {
  return (type, actor, at, { type: subjectType, id, clientId = null, changes = [] }) =>
    addAudit(ground, practice, type, { actor, at, subjectType, subjectId: id, clientId, changes });
}

/** A colleague as the one who acts. */
export function byStaff(house: House, key: string): Actor & { kind: 'staff' } {
  const roles = cast.find((colleague) => colleague.key === key)?.roles ?? [];
  return { kind: 'staff', id: house.staff[key]?.id as string, roles: [...roles].sort() };
}

export const byClient = (client: { id: string }): Actor => ({ kind: 'client', id: client.id });
export const bySystem: Actor = { kind: 'system' };
