import type { PolicyArea } from '../row.ts';

export const alerts = {
  /** Who waits and since when, for the one who holds it; no answer stands in it. */
  'alerts.mine': {
    audience: 'staff',
    roles: ['therapist', 'clinical-lead', 'supervisor'],
    scope: 'own',
    kind: 'read',
    clinical: false,
  },
  'alerts.read': {
    audience: 'staff',
    roles: ['therapist', 'clinical-lead', 'supervisor'],
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['alert.read'],
  },
  'alerts.acknowledge': {
    audience: 'staff',
    roles: ['therapist', 'clinical-lead', 'supervisor'],
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['alert.acknowledged'],
  },
  /** All that a manager learns: one is unanswered, since when. */
  'alerts.unanswered': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },
} as const satisfies PolicyArea;
