import { type PolicyRow, policy } from '@heather/policy';
import { describe, expect, it } from 'vitest';
import { clientRouter } from './client-router.ts';
import { staffRouter } from './staff-router.ts';

type Procedure = { _def: { meta?: { name: string; row: PolicyRow }; type: 'query' | 'mutation' } };
const audiences = { staff: ['staff', 'staff-signed-out'], client: ['client', 'public'] };
const all = Object.entries({ staff: staffRouter, client: clientRouter }).flatMap(([portal, router]) =>
  Object.entries(router._def.procedures as unknown as Record<string, Procedure>).map(
    ([path, procedure]) => [`${portal} ${path}`, portal as 'staff' | 'client', path, procedure] as const,
  ),
);

describe('every procedure', () => {
  it.each(all)('%s has its row in the policy table, of its own area and portal', (_title, portal, path, procedure) => {
    const { meta, type } = procedure._def;
    expect(meta?.row).toEqual((policy as Record<string, PolicyRow>)[meta?.name ?? '']);
    expect(meta?.name.split('.')[0]).toBe(path.split('.')[0]);
    expect(audiences[portal]).toContain(meta?.row.audience);
    if (type === 'query') expect(meta?.row.kind).toBe('read');
  });

  it('has a name of its own, and every row of the table a procedure', () => {
    const names = all.map(([, , , procedure]) => procedure._def.meta?.name);
    expect(names.toSorted()).toEqual(Object.keys(policy).toSorted());
  });
});
