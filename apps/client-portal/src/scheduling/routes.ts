import type { RouteEntry } from '@heather/ui';

export const schedulingRoutes: readonly RouteEntry[] = [
  { path: '/sessions', title: 'Your times', load: () => import('./sessions-page.tsx') },
  { path: '/sessions/:sessionId/cancel', title: 'Cannot come', load: () => import('./cancel-page.tsx') },
  { path: '/sessions/:sessionId/move', title: 'Another time', load: () => import('./move-page.tsx') },
];
