import type { PolicyArea } from '../row.ts';

const all = ['manager', 'clinical-lead', 'supervisor', 'therapist', 'front-desk'] as const;
/** Managers and leads see that one is there and when it is due; what it says, and what is done about it, its handler alone. */
const byFacts = {
  audience: 'staff',
  roles: all,
  scope: { manager: 'practice', 'clinical-lead': 'practice', supervisor: 'own', therapist: 'own', 'front-desk': 'own' },
  clinical: false,
} as const;
const handler = { ...byFacts, scope: 'own', kind: 'write' } as const;
const mine = { audience: 'client', scope: 'own', clinical: false } as const;

/** Data-protection complaints. For the person whom one is about there is none, whatever their roles. */
export const complaints = {
  'complaints.list': { ...byFacts, kind: 'read' },
  'complaints.get': { ...byFacts, kind: 'read' },
  'complaints.people': { ...byFacts, scope: 'practice', kind: 'read' },
  'complaints.record': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk', 'therapist'],
    scope: { manager: 'practice', 'clinical-lead': 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
    kind: 'write',
    clinical: false,
    events: ['complaint.received', 'mail.queued'],
  },
  'complaints.act': {
    ...handler,
    events: [
      'complaint.acknowledged',
      'complaint.looked-into',
      'complaint.progress-told',
      'complaint.answered',
      'mail.queued',
    ],
  },
  'complaints.handOver': {
    ...byFacts,
    kind: 'write',
    events: ['complaint.handler-changed', 'mail.queued'],
  },
  'complaints.mine': { ...mine, kind: 'read' },
  'complaints.make': { ...mine, kind: 'write', events: ['complaint.received', 'mail.queued'] },
  'complaints.withdraw': { ...mine, kind: 'write', events: ['complaint.withdrawn'] },
} as const satisfies PolicyArea;
