import type { RouteEntry } from '@heather/ui';

export const contactRoutes: readonly RouteEntry[] = [
  { path: '/contact', title: 'Reaching you', load: () => import('./contact-page.tsx') },
];
