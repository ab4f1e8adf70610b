import type { PolicyArea } from '../row.ts';

export const audit = {
  'audit.list': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'therapist', 'supervisor'],
    scope: { manager: 'practice', 'clinical-lead': 'practice', therapist: 'own-caseload', supervisor: 'own' },
    kind: 'read',
    clinical: false,
  },
} as const satisfies PolicyArea;
