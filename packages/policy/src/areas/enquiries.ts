import type { PolicyArea } from '../row.ts';

export const enquiries = {
  /** The privacy notice as published, before anybody is known. */
  'enquiries.notice': { audience: 'public', scope: 'none', kind: 'read', clinical: false },
  'enquiries.make': {
    audience: 'public',
    scope: 'none',
    kind: 'write',
    clinical: true,
    events: ['client.created', 'enquiry.made'],
  },
  /** Takes "what brings you" down on the telephone and never gives it back: not clinical for whoever types it. */
  'enquiries.add': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk'],
    scope: 'practice',
    kind: 'write',
    clinical: false,
    events: ['client.created', 'enquiry.made'],
  },
  'enquiries.list': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },
  /** Practical wishes and safe contact. */
  'enquiries.get': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },
  /** The clinical lead until somebody is allocated; a therapist while an offer asks them, and for their own clients. */
  'enquiries.readBrings': {
    audience: 'staff',
    roles: ['clinical-lead', 'therapist'],
    scope: { 'clinical-lead': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: true,
  },
  'enquiries.triage': {
    audience: 'staff',
    roles: ['clinical-lead'],
    scope: 'practice',
    kind: 'write',
    clinical: true,
    events: ['enquiry.triaged', 'entry.added', 'client.created'],
  },
} as const satisfies PolicyArea;
