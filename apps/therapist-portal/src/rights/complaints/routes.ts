import type { StaffRoute } from '../../app/route-table.ts';

/** Complaints about how data is handled: that one is there, and for whoever looks into it, the whole of it. */
export const complaintRoutes: readonly StaffRoute[] = [
  { path: '/complaints', title: 'Complaints', load: () => import('./complaints-page.tsx') },
  { path: '/complaints/:complaintId', title: 'Complaint', load: () => import('./complaint-page.tsx') },
  { path: '/clients/:clientId/complaint', title: 'They complain', load: () => import('./take-down-page.tsx') },
];
