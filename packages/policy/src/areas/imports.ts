import type { PolicyArea } from '../row.ts';

const manager = { audience: 'staff', roles: ['manager'], scope: 'own', clinical: false } as const;

/**
 * Moving in. A file of scores may be brought by whoever may not read scores: nothing of what stands in it comes back, but its columns'
 * names, days, and which lines stay out. Each file is its bringer's alone.
 */
export const imports = {
  'imports.begin': { ...manager, kind: 'write', events: ['import.begun'] },
  'imports.addPart': { ...manager, kind: 'write' },
  'imports.finish': { ...manager, kind: 'write' },
  'imports.savePlan': { ...manager, kind: 'write' },
  'imports.commit': {
    ...manager,
    kind: 'write',
    events: ['import.committed', 'client.imported', 'client.history-imported'],
  },
  'imports.discard': { ...manager, kind: 'write', events: ['import.discarded'] },
  'imports.list': { ...manager, kind: 'read' },
  'imports.get': { ...manager, kind: 'read' },
  'imports.report': { ...manager, kind: 'read' },
} as const satisfies PolicyArea;
