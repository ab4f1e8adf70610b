import type { StaffRoute } from '../../app/route-table.ts';

/** How long records are kept, what holds them, and their end. */
export const retentionRoutes: readonly StaffRoute[] = [
  {
    path: '/practice/retention',
    title: 'Records',
    load: () => import('./retention-page.tsx'),
    nav: { label: 'Records', order: 72, roles: ['manager', 'clinical-lead'] },
  },
  { path: '/practice/retention/rules/:ruleKind', title: 'Rule', load: () => import('./rule-page.tsx') },
  { path: '/practice/retention/certificates', title: 'Certificates', load: () => import('./certificates-page.tsx') },
  { path: '/clients/:clientId/record', title: 'Record', load: () => import('./record-page.tsx') },
];
