import type { StaffRoute } from '../app/route-table.ts';

export const accountRoutes: readonly StaffRoute[] = [
  { path: '/account', title: 'Your account', load: () => import('./account-page.tsx') },
  { path: '/clients/:clientId/sign-in-code', title: 'A code to say', load: () => import('./spoken-code-page.tsx') },
];
