import type { StaffRoute } from '../app/route-table.ts';

export const alertRoutes: readonly StaffRoute[] = [
  { path: '/alerts/:alertId', title: 'To read', load: () => import('./alert-page.tsx') },
];
