import type { StaffRoute } from '../app/route-table.ts';

export const accountRoutes: readonly StaffRoute[] = [
  { path: '/account', title: 'Your account', load: () => import('./account-page.tsx') },
  { path: '/account/recovery-codes', title: 'Recovery codes', load: () => import('./recovery-codes-page.tsx') },
  { path: '/account/password', title: 'Your password', load: () => import('./password-page.tsx') },
  { path: '/clients/:clientId/sign-in-code', title: 'A code to say', load: () => import('./spoken-code-page.tsx') },
];
