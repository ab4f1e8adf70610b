import type { StaffRoute } from '../app/route-table.ts';

/** Moving in from another system: the manager's. */
export const importRoutes: readonly StaffRoute[] = [
  { path: '/import', title: 'Bring clients in', needsTemporal: true, load: () => import('./import-page.tsx') },
  { path: '/import/:importId', title: 'A file', load: () => import('./run-page.tsx') },
];
