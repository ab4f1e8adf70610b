import type { StaffRoute } from '../app/route-table.ts';

export const feesRoutes: readonly StaffRoute[] = [
  {
    path: '/fees',
    title: 'Fees',
    load: () => import('./owing-page.tsx'),
    nav: { label: 'Fees', order: 60, roles: ['manager', 'front-desk', 'therapist'] },
  },
  { path: '/fees/payers', title: 'Payers', load: () => import('./payers-page.tsx') },
  { path: '/fees/payers/:payerId', title: 'Payer', load: () => import('./payer-page.tsx') },
  { path: '/fees/shares', title: 'Shares', load: () => import('./shares-page.tsx') },
  { path: '/fees/accountant', title: 'Accountant', load: () => import('./accountant-page.tsx') },
  { path: '/clients/:clientId/ledger', title: 'Ledger', load: () => import('./ledger-page.tsx') },
  { path: '/clients/:clientId/ledger/payer', title: 'Who pays', load: () => import('./arrange-page.tsx') },
];
