import type { StaffRoute } from '../app/route-table.ts';

export const backupRoutes: readonly StaffRoute[] = [
  { path: '/practice/backups', title: 'Backups', needsTemporal: true, load: () => import('./backups-page.tsx') },
];
