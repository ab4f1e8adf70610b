import type { StaffRoute } from '../app/route-table.ts';

export const homeRoutes: readonly StaffRoute[] = [
  {
    path: '/',
    title: 'Today',
    needsTemporal: true,
    load: () => import('./start-page.tsx'),
    nav: { label: 'Today', order: 10 },
  },
  { path: '/practice', title: 'What waits', load: () => import('./practice-page.tsx') },
];
