import type { PolicyArea } from '../row.ts';

export const measures = {
  'measures.list': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: true },
  'measures.plan': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['measure.planned'],
  },
  'measures.endPlan': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['measure.plan-ended'],
  },
  'measures.form': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: true },
  'measures.enterPaper': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['measure.entered-by-staff', 'alert.raised', 'alert.raised-again', 'mail.queued'],
  },
  'measures.course': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: true },
  'measures.talkedAbout': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['measure.talked-about', 'check-in.talked-about'],
  },

  'measures.get': { audience: 'client', scope: 'own', kind: 'read', clinical: true },
  'measures.save': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['measure.begun', 'alert.raised', 'alert.raised-again', 'mail.queued'],
  },
  'measures.submit': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: true,
    events: ['measure.submitted'],
  },
  'measures.notToday': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['measure.left-for-today'],
  },
} as const satisfies PolicyArea;
