import type { PolicyArea } from '../row.ts';

export const home = {
  /** What waits in the practice: counts, dates and states. Never what somebody said, and of a safety answer only since when. */
  'home.practice': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'clinical-lead'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },

  'home.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
} as const satisfies PolicyArea;
