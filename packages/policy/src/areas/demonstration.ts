import type { PolicyArea } from '../row.ts';

export const demonstration = {
  'demonstration.status': { audience: 'staff-signed-out', scope: 'none', kind: 'read', clinical: false },
  'demonstration.signIn': {
    audience: 'staff-signed-out',
    scope: 'none',
    kind: 'write',
    clinical: false,
    events: ['auth.demonstration.signed-in'],
  },
  'demonstration.clientStatus': { audience: 'public', scope: 'none', kind: 'read', clinical: false },
  'demonstration.clientSignIn': {
    audience: 'public',
    scope: 'none',
    kind: 'write',
    clinical: false,
    events: ['auth.demonstration.signed-in'],
  },
} as const satisfies PolicyArea;
