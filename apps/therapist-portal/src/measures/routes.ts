import type { StaffRoute } from '../app/route-table.ts';

export const measureRoutes: readonly StaffRoute[] = [
  { path: '/clients/:clientId/course', title: 'Course', needsTemporal: true, load: () => import('./course-page.tsx') },
  {
    path: '/clients/:clientId/measures',
    title: 'Measures',
    needsTemporal: true,
    load: () => import('./measures-page.tsx'),
  },
  {
    path: '/clients/:clientId/measures/:measureKey/enter',
    title: 'Enter answers',
    load: () => import('./enter-page.tsx'),
  },
];
