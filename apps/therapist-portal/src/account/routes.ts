import type { StaffRoute } from '../app/route-table.ts';

export const accountRoutes: readonly StaffRoute[] = [
  { path: '/account', title: 'Your account', load: () => import('./account-page.tsx') },
];
