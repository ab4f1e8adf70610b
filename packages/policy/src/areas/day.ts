import type { PolicyArea } from '../row.ts';

export const day = {
  'day.get': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: true },
} as const satisfies PolicyArea;
