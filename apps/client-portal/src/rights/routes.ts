import type { RouteEntry } from '@heather/ui';

export const rightsRoutes: readonly RouteEntry[] = [
  { path: '/your-record', title: 'Your record', load: () => import('./record-page.tsx') },
  { path: '/your-record/ask', title: 'Ask about your record', load: () => import('./ask-page.tsx') },
  { path: '/complaints', title: 'Complaints', load: () => import('./complaints-page.tsx') },
  { path: '/complaints/new', title: 'Complain', load: () => import('./complain-page.tsx') },
];
