import type { RouteEntry } from '@heather/ui';

export const enquiryRoutes: readonly RouteEntry[] = [
  { path: '/enquiry', title: 'Asking for a first talk', signedOut: true, load: () => import('./enquiry-page.tsx') },
];
