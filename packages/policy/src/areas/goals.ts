import type { PolicyArea } from '../row.ts';

const steps = [
  'goal.agreed',
  'goal.reworded',
  'goal.paused',
  'goal.resumed',
  'goal.reached',
  'goal.let-go',
  'goal.taken-up-again',
] as const;
const ofStaff = { audience: 'staff', roles: ['therapist'], scope: 'own-caseload', clinical: true } as const;
const own = { audience: 'client', scope: 'own', clinical: true } as const;

export const goals = {
  'goals.ofClient': { ...ofStaff, kind: 'read' },
  'goals.propose': { ...ofStaff, kind: 'write', events: ['goal.proposed'] },
  'goals.change': { ...ofStaff, kind: 'write', events: steps },
  'goals.rate': { ...ofStaff, kind: 'write', events: ['goal.rated'] },

  'goals.mine': { ...own, kind: 'read' },
  'goals.proposeMine': { ...own, kind: 'write', events: ['goal.proposed'] },
  'goals.changeMine': { ...own, kind: 'write', events: steps },
  'goals.rateMine': { ...own, kind: 'write', events: ['goal.rated'] },
} as const satisfies PolicyArea;
