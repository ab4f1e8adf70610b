import type { StaffRoute } from '../app/route-table.ts';

export const enquiryRoutes: readonly StaffRoute[] = [
  {
    path: '/enquiries',
    title: 'Enquiries',
    load: () => import('./enquiries-page.tsx'),
    nav: { label: 'Enquiries', order: 32, roles: ['manager', 'clinical-lead', 'front-desk'] },
  },
  { path: '/enquiries/new', title: 'New enquiry', load: () => import('./new-enquiry-page.tsx') },
  { path: '/enquiries/:enquiryId', title: 'Enquiry', load: () => import('./enquiry-page.tsx') },
];
