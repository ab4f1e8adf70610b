import type { AuditEventType } from '@heather/audit';

export const staffRoles = ['manager', 'clinical-lead', 'therapist', 'supervisor', 'front-desk'] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * Whose rows a caller reaches: the whole practice's, those of clients allocated (or offered) to them, only what is their own, or
 * none in particular. The row of the table says it; the loaders of the area keep it, and row-level security keeps it again.
 */
export type Scope = 'practice' | 'own-caseload' | 'own' | 'none';

type Common = {
  kind: 'read' | 'write';
  /** Answers or takes clinical text, answers or scores: reads are recorded. */
  clinical: boolean;
  /** What this may write into the trail. */
  events?: readonly AuditEventType[];
};

/** One procedure: who may call it, over whose rows. */
export type PolicyRow = Common &
  (
    | {
        audience: 'staff';
        roles: readonly [StaffRole, ...StaffRole[]];
        /** One for all roles, or one a role where they differ. */
        scope: Scope | Partial<Record<StaffRole, Scope>>;
        /** Reachable with a password alone: setting up the second factor, seeing who one is, signing out. */
        beforeSecondFactor?: true;
        /** Wants proof of presence in the last ten minutes. */
        stepUp?: true;
      }
    | { audience: 'client'; scope: 'own' | 'none'; stepUp?: true }
    /** Signed out, on the client portal (the enquiry page, asking for a code). */
    | { audience: 'public'; scope: 'none' }
    /** Signed out, on the staff portal. */
    | { audience: 'staff-signed-out'; scope: 'none' }
  );

export type PolicyArea = Record<string, PolicyRow>;

/** Whether these roles include the verb. Which rows it reaches is the loader's to keep. */
export function may(row: PolicyRow, roles: readonly StaffRole[]): boolean {
  return row.audience === 'staff' && roles.some((role) => row.roles.includes(role));
}

const width: Record<Scope, number> = { none: 0, own: 1, 'own-caseload': 2, practice: 3 };

/** The widest scope that these roles have in this row; undefined when they may not call it. */
export function scopeFor(row: PolicyRow, roles: readonly StaffRole[]): Scope | undefined {
  if (row.audience !== 'staff') return undefined;
  const scope = row.scope;
  const scopes = row.roles
    .filter((role) => roles.includes(role))
    .map((role) => (typeof scope === 'string' ? scope : (scope[role] ?? 'none')));
  return scopes.toSorted((a, b) => width[b] - width[a])[0];
}
