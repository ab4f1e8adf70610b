import type { PolicyArea } from '../row.ts';

export const backups = {
  /** Times, sizes and states of backups; nothing of what is in them. */
  'backups.list': { audience: 'staff', roles: ['manager'], scope: 'practice', kind: 'read', clinical: false },
} as const satisfies PolicyArea;
