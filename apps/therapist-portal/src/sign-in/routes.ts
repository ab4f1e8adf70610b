import type { StaffRoute } from '../app/route-table.ts';

export const signInRoutes: readonly StaffRoute[] = [
  { path: '/sign-in', title: 'Sign in', signedOut: true, load: () => import('./sign-in-page.tsx') },
  { path: '/sign-in/second-step', title: 'Second step', signedOut: true, load: () => import('./second-step-page.tsx') },
  {
    path: '/sign-in/confirm',
    title: 'Confirm that it is you',
    signedOut: true,
    load: () => import('./confirm-page.tsx'),
  },
  { path: '/invitation', title: 'Your invitation', signedOut: true, load: () => import('./invitation-page.tsx') },
  { path: '/account/authenticator', title: 'Set up a second step', load: () => import('./authenticator-page.tsx') },
];
