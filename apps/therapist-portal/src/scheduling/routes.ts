import type { StaffRoute } from '../app/route-table.ts';

export const schedulingRoutes: readonly StaffRoute[] = [
  {
    path: '/diary',
    title: 'Diary',
    load: () => import('./diary-page.tsx'),
    nav: { label: 'Diary', order: 24, roles: ['manager', 'clinical-lead', 'therapist', 'front-desk'] },
  },
  { path: '/diary/gaps', title: 'Sessions without a time', load: () => import('./gaps-page.tsx') },
  { path: '/clients/:clientId/sessions', title: 'Sessions', load: () => import('./client-sessions-page.tsx') },
];
