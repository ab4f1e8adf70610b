import type { RouteEntry } from '@heather/ui';

export const goalRoutes: readonly RouteEntry[] = [
  { path: '/goals', title: 'Goals', load: () => import('./goals-page.tsx') },
];
