import type { RouteEntry } from '@heather/ui';

export const measureRoutes: readonly RouteEntry[] = [
  {
    path: '/measure/:administrationId',
    title: 'Questions',
    needsTemporal: true,
    load: () => import('./measure-page.tsx'),
  },
];
