import type { PolicyArea } from '../row.ts';

export const mail = {
  /** Whose mail came back: a name, a day and whether it was the address. Nothing of what the mail was about. */
  'mail.refused': {
    audience: 'staff',
    roles: ['manager', 'front-desk'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },
  'mail.ofClient': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk', 'therapist'],
    scope: { manager: 'practice', 'clinical-lead': 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: false,
  },
} as const satisfies PolicyArea;
