import type { RouteEntry } from '@heather/ui';

export const feesRoutes: readonly RouteEntry[] = [
  { path: '/fees', title: 'Your fees', load: () => import('./fees-page.tsx') },
];
