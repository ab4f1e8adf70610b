import type { StaffRoute } from '../app/route-table.ts';

export const feesRoutes: readonly StaffRoute[] = [
  {
    path: '/fees',
    title: 'Fees',
    load: () => import('./owing-page.tsx'),
    nav: { label: 'Fees', order: 60, roles: ['manager', 'front-desk'] },
  },
  { path: '/fees/:clientId', title: 'Fees', load: () => import('./ledger-page.tsx') },
];
