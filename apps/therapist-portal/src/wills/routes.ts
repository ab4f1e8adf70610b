import type { StaffRoute } from '../app/route-table.ts';

/** What happens to a therapist's people should the therapist die or fall silent. */
export const willRoutes: readonly StaffRoute[] = [
  { path: '/clinical-will', title: 'Clinical will', load: () => import('./will-page.tsx') },
  { path: '/clinical-will/entrusted', title: 'Clinical wills', load: () => import('./entrusted-page.tsx') },
  { path: '/clinical-will/opened/:openingId', title: 'People to reach', load: () => import('./opened-page.tsx') },
];
