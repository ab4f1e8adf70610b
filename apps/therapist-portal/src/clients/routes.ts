import type { StaffRoute } from '../app/route-table.ts';

export const clientRoutes: readonly StaffRoute[] = [
  {
    path: '/caseload',
    title: 'Caseload',
    load: () => import('./caseload-page.tsx'),
    nav: { label: 'Caseload', order: 20, roles: ['therapist'] },
  },
  {
    path: '/people',
    title: 'People',
    load: () => import('./people-page.tsx'),
    nav: { label: 'People', order: 22, roles: ['manager', 'clinical-lead', 'front-desk'] },
  },
  {
    path: '/capacity',
    title: 'Free places',
    load: () => import('./capacity-page.tsx'),
    nav: { label: 'Free places', order: 35, roles: ['manager', 'clinical-lead'] },
  },
  { path: '/people/doubles', title: 'One person twice', load: () => import('./doubles-page.tsx') },
  { path: '/people/doubles/:clientId/:otherId', title: 'One person twice', load: () => import('./join-page.tsx') },
  { path: '/clients/:clientId', title: 'Now', load: () => import('./now-page.tsx') },
  { path: '/clients/:clientId/history', title: 'History', load: () => import('./history-page.tsx') },
  { path: '/clients/:clientId/reaching', title: 'Reaching', load: () => import('./reaching-page.tsx') },
];
