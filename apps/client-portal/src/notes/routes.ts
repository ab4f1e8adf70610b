import type { RouteEntry } from '@heather/ui';

export const noteRoutes: readonly RouteEntry[] = [
  { path: '/notes', title: 'Notes', load: () => import('./notes-page.tsx') },
];
