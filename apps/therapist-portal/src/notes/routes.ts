import type { StaffRoute } from '../app/route-table.ts';

export const noteRoutes: readonly StaffRoute[] = [
  {
    path: '/notes',
    title: 'Notes',
    load: () => import('./unfinished-page.tsx'),
    nav: { label: 'Notes', order: 21, roles: ['therapist'] },
  },
  { path: '/notes/today', title: 'Close the day', load: () => import('./close-day-page.tsx') },
  { path: '/notes/templates', title: 'Headings', load: () => import('./templates-page.tsx') },
  { path: '/clients/:clientId/notes', title: 'Notes', load: () => import('./client-notes-page.tsx') },
  { path: '/clients/:clientId/notes/:sessionId', title: 'Note', load: () => import('./note-page.tsx') },
  { path: '/clients/:clientId/process-notes', title: 'Process notes', load: () => import('./process-page.tsx') },
];
