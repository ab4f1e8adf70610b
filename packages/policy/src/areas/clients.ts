import type { PolicyArea } from '../row.ts';

/** Diary, contact and the state of an agreement: everybody who works with the client, and nothing that was said. */
const everybody = {
  audience: 'staff',
  roles: ['manager', 'clinical-lead', 'front-desk', 'therapist'],
  scope: { manager: 'practice', 'clinical-lead': 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
  clinical: false,
} as const;
const editing = {
  audience: 'staff',
  roles: ['manager', 'front-desk', 'therapist'],
  scope: { manager: 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
  kind: 'write',
  clinical: false,
} as const;

const desk = {
  audience: 'staff',
  roles: ['manager', 'clinical-lead', 'front-desk'],
  scope: 'practice',
  clinical: false,
} as const;

/** Whoever keeps the practice's doors joins records; what is in them nobody gains by it. */
const joining = { roles: ['manager', 'front-desk'] } as const;

export const clients = {
  'clients.get': { ...everybody, kind: 'read' },
  'clients.now': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: true },
  'clients.list': { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', kind: 'read', clinical: false },
  'clients.search': { ...everybody, kind: 'read' },
  'clients.practiceList': { ...desk, kind: 'read' },
  'clients.capacity': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead'],
    scope: 'practice',
    kind: 'read',
    clinical: false,
  },
  'clients.sayOpenPlaces': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['capacity.said'],
  },
  'clients.sayWeight': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own-caseload',
    kind: 'write',
    clinical: true,
    events: ['course-weight.said'],
  },
  'clients.doubles': { ...desk, ...joining, kind: 'read' },
  'clients.previewMerge': { ...desk, ...joining, kind: 'read' },
  'clients.merge': {
    ...desk,
    ...joining,
    kind: 'write',
    events: ['client.merged', 'client.safe-contact.changed'],
  },
  'clients.undoMerge': {
    ...desk,
    ...joining,
    kind: 'write',
    events: ['client.merge-undone', 'client.safe-contact.changed'],
  },
  'clients.holdApart': { ...desk, ...joining, kind: 'write', events: ['client.held-apart'] },
  'clients.history': { ...everybody, kind: 'read' },
  'clients.opened': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'therapist'],
    scope: { manager: 'practice', 'clinical-lead': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: false,
  },
  'clients.updateDetails': { ...editing, events: ['client.updated'] },
  'clients.updateContact': { ...editing, events: ['client.safe-contact.changed'] },
  'clients.keepPerson': { ...editing, events: ['client.person-around.changed'] },
  'clients.removePerson': { ...editing, events: ['client.person-around.changed'] },

  'clients.myContact': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
  'clients.keepMyContact': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['client.safe-contact.changed', 'client.safe-contact.confirmed'],
  },
} as const satisfies PolicyArea;
