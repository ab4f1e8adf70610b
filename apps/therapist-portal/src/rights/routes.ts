import type { StaffRoute } from '../app/route-table.ts';

export const rightsRoutes: readonly StaffRoute[] = [
  { path: '/rights', title: 'What people ask', load: () => import('./requests-page.tsx') },
  { path: '/rights/to-read', title: 'Records to read', load: () => import('./to-read-page.tsx') },
  { path: '/rights/read/:accessPackId', title: 'A record to read', load: () => import('./review-page.tsx') },
  {
    path: '/rights/correct/:correctionId',
    title: 'Something called wrong',
    load: () => import('./correction-page.tsx'),
  },
  { path: '/rights/:requestId', title: 'What somebody asks', load: () => import('./request-page.tsx') },
  { path: '/clients/:clientId/ask', title: 'They ask about their record', load: () => import('./record-page.tsx') },
];
