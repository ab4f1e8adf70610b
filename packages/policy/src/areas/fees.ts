import type { PolicyArea } from '../row.ts';

/** Money alone: charges, payments, waivers with a coded reason. Nothing that was said in a session stands in a ledger. */
export const fees = {
  'fees.owing': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: { manager: 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: false,
  },
  'fees.ledger': {
    audience: 'staff',
    roles: ['manager', 'front-desk', 'therapist'],
    scope: { manager: 'practice', 'front-desk': 'practice', therapist: 'own-caseload' },
    kind: 'read',
    clinical: false,
  },
  'fees.recordPayment': {
    audience: 'staff',
    roles: ['manager', 'front-desk'],
    scope: 'practice',
    kind: 'write',
    clinical: false,
    events: ['fee.paid'],
  },
  'fees.waive': {
    audience: 'staff',
    roles: ['manager', 'front-desk'],
    scope: 'practice',
    kind: 'write',
    clinical: false,
    events: ['fee.waived'],
  },

  'fees.mine': { audience: 'client', scope: 'own', kind: 'read', clinical: false },
} as const satisfies PolicyArea;
