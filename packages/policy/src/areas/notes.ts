import type { PolicyArea } from '../row.ts';

const write = {
  audience: 'staff',
  roles: ['therapist'],
  scope: 'own-caseload',
  kind: 'write',
  clinical: true,
} as const;
/** A clinical lead reads for the hour of a broken glass, and writes nothing. */
const read = {
  audience: 'staff',
  roles: ['therapist', 'clinical-lead'],
  scope: 'own-caseload',
  kind: 'read',
  clinical: true,
} as const;
/** What one therapist has to write is theirs to see and nobody's to count. */
const own = { audience: 'staff', roles: ['therapist'], scope: 'own', kind: 'read', clinical: true } as const;
const template = { audience: 'staff', roles: ['therapist'], scope: 'own', clinical: false } as const;

export const notes = {
  'notes.ofClient': read,
  'notes.get': read,
  'notes.save': { ...write, events: ['note.begun'] },
  'notes.choose': { ...write, events: ['note.version-chosen', 'note.addendum-added'] },
  'notes.sign': { ...write, events: ['note.signed'] },
  'notes.addendum': { ...write, events: ['note.addendum-added'] },
  'notes.leaveOut': { ...write, events: ['note.left-out'] },
  'notes.share': { ...write, events: ['note.shared', 'note.unshared'] },
  'notes.unfinished': own,
  'notes.day': own,

  // A process note is its author's alone: by no role, cover or broken glass does anybody else read one.
  'notes.process': { ...own, scope: 'own-caseload' },
  'notes.keepProcess': { ...write, events: ['process-note.kept'] },

  'notes.templates': { ...template, kind: 'read' },
  'notes.keepTemplate': { ...template, kind: 'write', events: ['note-template.kept'] },
  'notes.retireTemplate': { ...template, kind: 'write', events: ['note-template.retired'] },

  'notes.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: true },
} as const satisfies PolicyArea;
