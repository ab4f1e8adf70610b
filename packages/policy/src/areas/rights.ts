import type { PolicyArea } from '../row.ts';

/** Whoever keeps the clock: what is due when, and nothing that stands in the record. */
const keeping = { audience: 'staff', roles: ['manager', 'clinical-lead'], scope: 'practice', clinical: false } as const;
const own = { audience: 'client', scope: 'own', clinical: false } as const;
/** A therapist of theirs: the record is written there. */
const correcting = { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', clinical: true } as const;
/** Whoever was asked to read a record to answer for it, and whoever wrote something in it. */
const reading = { audience: 'staff', roles: ['clinical-lead', 'therapist'], scope: 'own', clinical: true } as const;
const steps = [
  'rights.identity-asked',
  'rights.identity-confirmed',
  'rights.clarification-asked',
  'rights.clarification-given',
  'rights.extended',
  'rights.answered',
  'rights.refused',
  'rights.withdrawn',
] as const;

export const rights = {
  // Whoever is told of it takes it down: a request needs no form and no particular person.
  'rights.record': {
    audience: 'staff',
    roles: ['manager', 'clinical-lead', 'front-desk', 'therapist'],
    scope: { manager: 'practice', 'clinical-lead': 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
    kind: 'write',
    clinical: false,
    events: ['rights.asked', 'mail.queued'],
  },
  'rights.list': { ...keeping, kind: 'read' },
  'rights.get': { ...keeping, kind: 'read' },
  'rights.step': { ...keeping, kind: 'write', events: [...steps, 'mail.queued'] },
  'rights.words': {
    audience: 'staff',
    roles: ['clinical-lead', 'therapist'],
    scope: { 'clinical-lead': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: true,
  },

  // The manager sees who reads and how much is left; what stands there is its reader's alone.
  'rights.copy': { ...keeping, kind: 'read' },
  'rights.beginCopy': { ...keeping, kind: 'write', events: ['rights.copy-begun', 'mail.queued'] },
  'rights.askReader': { ...keeping, kind: 'write', events: ['rights.reader-asked', 'mail.queued'] },
  'rights.toRead': { ...reading, kind: 'read' },
  'rights.review': { ...reading, kind: 'read' },
  'rights.decide': { ...reading, kind: 'write', events: ['rights.copy-decided'] },
  'rights.finishReview': { ...reading, kind: 'write', events: ['rights.copy-finished'] },
  'rights.openCopy': { ...reading, kind: 'write', stepUp: true },
  'rights.copyFile': { ...reading, kind: 'write', stepUp: true, events: ['rights.copy-opened'] },

  // What stands in a record is put right by whoever writes it; addresses and names by whoever keeps them, and closed with a step.
  'rights.correction': { ...correcting, kind: 'read' },
  'rights.statements': { ...correcting, kind: 'read' },
  'rights.answerCorrection': {
    ...correcting,
    kind: 'write',
    events: ['rights.corrected', 'rights.statement-kept', 'rights.answered', 'mail.queued'],
  },

  'rights.ask': { ...own, kind: 'write', events: ['rights.asked', 'mail.queued'] },
  'rights.mine': { ...own, kind: 'read' },
  'rights.takeBack': { ...own, kind: 'write', events: ['rights.withdrawn'] },
  'rights.clarify': { ...own, kind: 'write', events: ['rights.clarification-given'] },
  'rights.myCopies': { ...own, kind: 'read' },
  'rights.openMyCopy': { ...own, kind: 'write', stepUp: true },
  'rights.myCopyFile': { ...own, kind: 'write', clinical: true, stepUp: true, events: ['rights.copy-opened'] },
} as const satisfies PolicyArea;
