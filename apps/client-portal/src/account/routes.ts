import type { RouteEntry } from '@heather/ui';

export const accountRoutes: readonly RouteEntry[] = [
  { path: '/account', title: 'Your account', load: () => import('./account-page.tsx') },
  {
    path: '/how-this-looks',
    title: 'How this looks',
    signedOut: true,
    load: () => import('./how-this-looks-page.tsx'),
  },
];
