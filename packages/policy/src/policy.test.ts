import { auditEventTypes } from '@heather/audit';
import { describe, expect, it } from 'vitest';
import { may, type PolicyRow, type ProcedureName, policy, policyRow, scopeFor, staffRoles } from './index.ts';

const rows = Object.entries(policy) as [ProcedureName, PolicyRow][];

describe('the policy table', () => {
  it.each(rows)('%s is well formed', (name, row) => {
    expect(name).toMatch(/^[a-z][a-z-]*\.[a-z][A-Za-z]*$/i);
    for (const event of row.events ?? []) expect(auditEventTypes).toContain(event);
    if (row.kind === 'read') expect(row.events ?? []).toEqual([]);
    if (row.audience !== 'staff') return;
    expect(new Set(row.roles).size).toBe(row.roles.length);
    if (typeof row.scope !== 'string') expect(Object.keys(row.scope).toSorted()).toEqual([...row.roles].toSorted());
  });

  it('lets neither the manager nor the front desk near anything clinical', () => {
    const clinical = rows.filter(([, row]) => row.clinical && row.audience === 'staff');
    for (const [name, row] of clinical) {
      expect([name, may(row, ['manager', 'front-desk'])]).toEqual([name, false]);
    }
  });

  it('opens nothing before the second factor but an account’s own affairs', () => {
    for (const [name, row] of rows) {
      if (row.audience === 'staff' && row.beforeSecondFactor) expect([name, row.scope]).toEqual([name, 'own']);
    }
  });

  it('refuses a name it does not have', () => {
    expect(() => policyRow('nothing.here' as ProcedureName)).toThrow(/no row/);
  });
});

describe('may and scopeFor', () => {
  const row: PolicyRow = {
    audience: 'staff',
    roles: ['manager', 'therapist'],
    scope: { manager: 'practice', therapist: 'own-caseload' },
    kind: 'write',
    clinical: false,
  };
  it.each([
    [['manager'], true, 'practice'],
    [['therapist'], true, 'own-caseload'],
    [['therapist', 'manager'], true, 'practice'],
    [['supervisor', 'front-desk'], false, undefined],
    [[], false, undefined],
  ] as const)('%j: %s, %s', (roles, allowed, scope) => {
    expect(may(row, roles)).toBe(allowed);
    expect(scopeFor(row, roles)).toBe(scope);
  });
  it('never lets a staff role into a client’s procedure', () => {
    for (const [, own] of rows) if (own.audience !== 'staff') expect(may(own, staffRoles)).toBe(false);
  });
});
