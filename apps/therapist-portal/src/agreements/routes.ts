import type { StaffRoute } from '../app/route-table.ts';

export const agreementRoutes: readonly StaffRoute[] = [
  {
    path: '/agreements',
    title: 'Agreements',
    load: () => import('./board-page.tsx'),
    nav: { label: 'Agreements', order: 40, roles: ['manager', 'clinical-lead', 'therapist', 'front-desk'] },
  },
  { path: '/clients/:clientId/agreement', title: 'Agreement', load: () => import('./client-agreement-page.tsx') },
  { path: '/clients/:clientId/agreement/new', title: 'New agreement', load: () => import('./prepare-page.tsx') },
  { path: '/clients/:clientId/agreement/:packId/paper', title: 'Paper', load: () => import('./paper-page.tsx') },
  { path: '/clients/:clientId/agreement/:packId/change', title: 'Agreement', load: () => import('./change-page.tsx') },
  { path: '/clients/:clientId/agreement/:packId/check', title: 'Check', load: () => import('./check-page.tsx') },
  { path: '/clients/:clientId/agreement/:packId/record', title: 'Record', load: () => import('./record-page.tsx') },
];
