import type { PolicyArea } from '../row.ts';

/** Who keeps the diary: the practice's desk for everybody, a therapist for their own. Times, places and states; nothing clinical. */
const diaryScope = { manager: 'practice', 'front-desk': 'practice', therapist: 'own-caseload' } as const;
const readScope = { ...diaryScope, 'clinical-lead': 'practice' } as const;

export const scheduling = {
  'scheduling.diary': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist', 'clinical-lead'],
    scope: readScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.session': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist', 'clinical-lead'],
    scope: readScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.forClient': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist', 'clinical-lead'],
    scope: readScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.previewSeries': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.bookSeries': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['series.booked', 'mail.queued'],
  },
  'scheduling.previewEndSeries': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.endSeries': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['series.ended', 'mail.queued'],
  },
  /** Standing sessions that could not be placed: what to do about each. */
  'scheduling.gaps': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'read',
    clinical: false,
  },
  'scheduling.placeGap': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['series.gap-placed', 'mail.queued'],
  },
  'scheduling.leaveOutGaps': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['series.gap-left-out'],
  },
  'scheduling.bookSession': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['session.booked', 'mail.queued'],
  },
  'scheduling.moveSession': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['session.moved', 'mail.queued'],
  },
  'scheduling.cancelSession': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['session.cancelled', 'fee.charged', 'mail.queued'],
  },
  'scheduling.recordAttendance': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: diaryScope,
    kind: 'write',
    clinical: false,
    events: ['session.attended', 'session.missed', 'session.cancelled', 'fee.charged', 'fee.waived'],
  },

  'scheduling.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
  'scheduling.freeTimes': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
  'scheduling.moveMine': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['session.moved', 'mail.queued'],
  },
  'scheduling.cancelMine': {
    audience: 'client',
    scope: 'own',
    kind: 'write',
    clinical: false,
    events: ['session.cancelled', 'fee.charged', 'mail.queued'],
  },
  /** The calendar file, made only when the client asks for it. */
  'scheduling.appointment': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
} as const satisfies PolicyArea;
