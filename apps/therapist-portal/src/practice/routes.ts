import type { StaffRoute } from '../app/route-table.ts';

/** Setting the practice up, and the people who work in it: the manager's. A therapist's own profile: theirs. */
export const practiceRoutes: readonly StaffRoute[] = [
  {
    path: '/set-up',
    title: 'Practice',
    load: () => import('./set-up-page.tsx'),
    nav: { label: 'Practice', order: 70, roles: ['manager'] },
  },
  { path: '/set-up/identity', title: 'Who you are', load: () => import('./identity-page.tsx') },
  { path: '/set-up/hours', title: 'Reading hours', load: () => import('./hours-page.tsx') },
  { path: '/set-up/agreements', title: 'Agreement set', load: () => import('./documents-page.tsx') },
  { path: '/set-up/agreements/:nation/:kind', title: 'Document', load: () => import('./document-page.tsx') },
  { path: '/set-up/rooms', title: 'Rooms', load: () => import('./rooms-page.tsx') },
  { path: '/set-up/fees', title: 'Fees and terms', load: () => import('./fees-page.tsx') },
  { path: '/set-up/closures', title: 'Holidays', load: () => import('./closures-page.tsx') },
  { path: '/set-up/ladder', title: 'Safety ladder', load: () => import('./ladder-page.tsx') },
  { path: '/staff', title: 'Staff', load: () => import('./staff-page.tsx') },
  { path: '/staff/new', title: 'Invite somebody', load: () => import('./invite-page.tsx') },
  { path: '/staff/:staffId', title: 'Staff member', load: () => import('./person-page.tsx') },
  { path: '/staff/:staffId/leaving', title: 'End of access', load: () => import('./leaving-page.tsx') },
  { path: '/my-profile', title: 'Your profile', load: () => import('./my-profile-page.tsx') },
];
