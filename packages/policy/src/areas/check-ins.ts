import type { PolicyArea } from '../row.ts';

export const checkIns = {
  'checkIns.plan': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['measure.planned', 'measure.plan-ended'],
  },

  'checkIns.get': { audience: 'client', scope: 'own', kind: 'read', clinical: true },
  'checkIns.save': { audience: 'client', scope: 'own', kind: 'write', clinical: true, events: ['check-in.begun'] },
  'checkIns.submit': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['check-in.submitted'],
  },
  'checkIns.notToday': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['check-in.left-for-today'],
  },
  'checkIns.wish': { audience: 'client', scope: 'own', kind: 'read', clinical: true },
  'checkIns.writeWish': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['line-for-today.written'],
  },
} as const satisfies PolicyArea;
