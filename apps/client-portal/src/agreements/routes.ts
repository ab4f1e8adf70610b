import type { RouteEntry } from '@heather/ui';

export const agreementRoutes: readonly RouteEntry[] = [
  { path: '/sign', title: 'Something to read', signedOut: true, load: () => import('./link-page.tsx') },
  { path: '/sign/:token', title: 'Something to read', signedOut: true, load: () => import('./link-page.tsx') },
  { path: '/agreements', title: 'Agreements', load: () => import('./agreements-page.tsx') },
  { path: '/verify', title: 'Check a file', signedOut: true, load: () => import('./verify-page.tsx') },
  { path: '/agreement/:packId/seal', title: 'Check', load: () => import('./check-page.tsx') },
  { path: '/agreement/:packId', title: 'Agreement', load: () => import('./agreement-page.tsx') },
  { path: '/agreement/:packId/:step', title: 'Agreement', load: () => import('./agreement-page.tsx') },
  { path: '/consents', title: 'My choices', load: () => import('./consents-page.tsx') },
];
