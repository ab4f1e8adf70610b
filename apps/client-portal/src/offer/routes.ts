import type { RouteEntry } from '@heather/ui';

export const offerRoutes: readonly RouteEntry[] = [
  { path: '/offer', title: 'A time for you', load: () => import('./offer-page.tsx') },
];
