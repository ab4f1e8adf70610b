import type { RouteEntry } from '@heather/ui';

export const homeRoutes: readonly RouteEntry[] = [
  { path: '/', title: 'Your page', load: () => import('./home-page.tsx') },
];
