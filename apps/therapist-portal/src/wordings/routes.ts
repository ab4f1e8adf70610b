import type { StaffRoute } from '../app/route-table.ts';

/** The practice's own wordings: the manager writes and publishes, a manager or clinical lead reads. */
export const wordingRoutes: readonly StaffRoute[] = [
  { path: '/practice/agreements', title: 'Documents', load: () => import('./list-page.tsx') },
  { path: '/practice/agreements/party', title: 'Who is responsible', load: () => import('./party-page.tsx') },
  { path: '/practice/agreements/:versionId', title: 'Document', load: () => import('./wording-page.tsx') },
];
