import type { RouteEntry } from '@heather/ui';

export const crisisRoutes: readonly RouteEntry[] = [
  { path: '/crisis', title: 'Help now', signedOut: true, load: () => import('./crisis-page.tsx') },
];
