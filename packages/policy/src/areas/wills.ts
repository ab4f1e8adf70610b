import type { PolicyArea } from '../row.ts';
import { staffRoles } from '../row.ts';

const own = { audience: 'staff', roles: ['therapist'], scope: 'own', clinical: false } as const;
/** Whoever a therapist has named: any colleague. The loader keeps it to those who are named, and to when it is open. */
const named = { audience: 'staff', roles: staffRoles, scope: 'own', clinical: false } as const;

export const wills = {
  'wills.mine': { ...own, kind: 'read' },
  'wills.save': {
    ...own,
    kind: 'write',
    events: ['clinical-will.made', 'clinical-will.ended', 'mail.queued'],
  },
  'wills.confirm': { ...own, kind: 'write', events: ['clinical-will.confirmed'] },
  'wills.entrusted': { ...named, kind: 'read' },
  'wills.press': {
    ...named,
    kind: 'write',
    stepUp: true,
    events: [
      'clinical-will.asked',
      'clinical-will.opened',
      'clinical-will.lapsed',
      'clinical-will.closed',
      'mail.queued',
    ],
  },
  /** The manager and the clinical lead may stop any. */
  'wills.end': {
    ...named,
    scope: {
      manager: 'practice',
      'clinical-lead': 'practice',
      therapist: 'own',
      supervisor: 'own',
      'front-desk': 'own',
    },
    kind: 'write',
    events: ['clinical-will.withdrawn', 'clinical-will.stopped', 'clinical-will.closed', 'mail.queued'],
  },
  'wills.people': { ...named, kind: 'read' },
  'wills.contact': { ...named, kind: 'read' },
} as const satisfies PolicyArea;
