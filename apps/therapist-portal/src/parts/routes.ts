import type { StaffRoute } from '../app/route-table.ts';

export const partsRoutes: readonly StaffRoute[] = [
  { path: '/parts', title: 'Parts', signedOut: true, needsTemporal: true, load: () => import('./parts-page.tsx') },
];
