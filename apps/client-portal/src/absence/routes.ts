import type { RouteEntry } from '@heather/ui';

export const absenceRoutes: readonly RouteEntry[] = [
  { path: '/another-time', title: 'Another time', load: () => import('./another-time-page.tsx') },
];
