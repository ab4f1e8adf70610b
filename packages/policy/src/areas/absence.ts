import type { PolicyArea } from '../row.ts';

/** Who says that somebody is away: the therapist themselves, or the desk for anybody. Times, ways to reach people; nothing clinical. */
const saying = {
  audience: 'staff',
  roles: ['manager', 'front-desk', 'therapist'],
  scope: { manager: 'practice', 'front-desk': 'practice', therapist: 'own' },
  clinical: false,
} as const;
const looking = {
  audience: 'staff',
  roles: ['manager', 'clinical-lead', 'front-desk', 'therapist'],
  scope: { manager: 'practice', 'clinical-lead': 'practice', 'front-desk': 'practice', therapist: 'own' },
  clinical: false,
} as const;

export const absence = {
  'absence.list': { ...looking, kind: 'read' },
  'absence.get': { ...looking, kind: 'read' },
  'absence.preview': { ...saying, kind: 'read' },
  'absence.confirm': {
    ...saying,
    kind: 'write',
    events: ['absence.started', 'session.cancelled', 'cover.named', 'mail.queued'],
  },
  'absence.undo': { ...saying, kind: 'write', events: ['absence.undone'] },
  'absence.comeBack': { ...saying, kind: 'write', events: ['absence.ended-early', 'mail.queued'] },
  'absence.bookAgain': { ...saying, kind: 'write', events: ['absence.time-chosen', 'mail.queued'] },
  'absence.leaveAgain': { ...saying, kind: 'write', events: ['absence.time-left'] },
  'absence.calls': { ...saying, kind: 'read' },
  'absence.noteCall': { ...saying, kind: 'write', events: ['absence.call-noted'] },
  'absence.addCover': { ...saying, kind: 'write', events: ['cover.named', 'mail.queued'] },
  'absence.endCover': { ...saying, kind: 'write', events: ['cover.ended'] },
  'absence.askCover': { ...saying, kind: 'write', events: ['cover.time-asked', 'mail.queued'] },
  /** Whoever stands in, of their own times alone. */
  'absence.answerCover': {
    audience: 'staff',
    roles: ['therapist'],
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['cover.time-answered', 'mail.queued'],
  },
  /** The therapist whose people they are, or the clinical lead; never the desk. */
  'absence.grantRecord': {
    audience: 'staff',
    roles: ['clinical-lead', 'therapist'],
    scope: { 'clinical-lead': 'practice', therapist: 'own' },
    kind: 'write',
    clinical: false,
    events: ['cover.record-opened', 'cover.record-closed'],
  },

  'absence.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
  'absence.choose': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['absence.time-chosen', 'mail.queued'],
  },
  'absence.leave': { audience: 'client', scope: 'own', kind: 'write', clinical: false, events: ['absence.time-left'] },
} as const satisfies PolicyArea;
