import type { StaffRoute } from '../app/route-table.ts';

/** Who is away, who is told of it and who stands in. */
export const absenceRoutes: readonly StaffRoute[] = [
  {
    path: '/absence',
    title: 'Time away',
    load: () => import('./absence-page.tsx'),
    nav: { label: 'Time away', order: 26, roles: ['manager', 'clinical-lead', 'therapist', 'front-desk'] },
  },
  { path: '/absence/today', title: 'Cannot come in', load: () => import('./today-page.tsx') },
  { path: '/absence/new', title: 'New time away', load: () => import('./new-page.tsx') },
  { path: '/absence/calls', title: 'People to ring', load: () => import('./calls-page.tsx') },
  { path: '/absence/:awayId', title: 'Time away', load: () => import('./away-page.tsx') },
];
