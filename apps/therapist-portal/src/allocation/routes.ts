import type { StaffRoute } from '../app/route-table.ts';

export const allocationRoutes: readonly StaffRoute[] = [
  {
    path: '/allocation',
    title: 'Allocation',
    load: () => import('./allocation-page.tsx'),
    nav: { label: 'Allocation', order: 34, roles: ['manager', 'clinical-lead'] },
  },
  {
    path: '/allocation/offers',
    title: 'Offers',
    load: () => import('./offers-page.tsx'),
    nav: { label: 'Places offered', order: 36, roles: ['front-desk'] },
  },
  { path: '/allocation/current', title: 'Who is with whom', load: () => import('./current-page.tsx') },
  { path: '/allocation/suggested', title: 'Suggested places', load: () => import('./suggested-page.tsx') },
  { path: '/allocation/:entryId', title: 'Allocation', load: () => import('./allocation-page.tsx') },
  {
    path: '/offers',
    title: 'Offers to you',
    load: () => import('./my-offers-page.tsx'),
    nav: { label: 'Offers', order: 38, roles: ['therapist'] },
  },
];
