import type { StaffRoute } from '../app/route-table.ts';

/** The day itself stands at "/" for a therapist (app/start.ts); this address is for whoever begins elsewhere. */
export const dayRoutes: readonly StaffRoute[] = [
  { path: '/day', title: 'Today', needsTemporal: true, load: () => import('./day-page.tsx') },
];
