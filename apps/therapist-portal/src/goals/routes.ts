import type { StaffRoute } from '../app/route-table.ts';

export const goalRoutes: readonly StaffRoute[] = [
  { path: '/clients/:clientId/goals', title: 'Goals', load: () => import('./goals-page.tsx') },
];
