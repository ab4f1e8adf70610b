import type { RouteEntry } from '@heather/ui';

export const checkInRoutes: readonly RouteEntry[] = [
  { path: '/check-in/:checkInId', title: 'Check-in', needsTemporal: true, load: () => import('./check-in-page.tsx') },
];
