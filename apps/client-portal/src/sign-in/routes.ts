import type { RouteEntry } from '@heather/ui';

export const signInRoutes: readonly RouteEntry[] = [
  { path: '/sign-in', title: 'Sign in', signedOut: true, load: () => import('./sign-in-page.tsx') },
  { path: '/sign-in/confirm', title: 'Is it you?', signedOut: true, load: () => import('./confirm-page.tsx') },
  { path: '/sign-in/passkey', title: 'A passkey', load: () => import('./passkey-page.tsx') },
];
