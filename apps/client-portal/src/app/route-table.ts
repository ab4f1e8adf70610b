import type { RouteEntry } from '@heather/ui';
import { accountRoutes } from '../account/routes.ts';
import { crisisRoutes } from '../crisis/routes.ts';
import { enquiryRoutes } from '../enquiry/routes.ts';
import { measureRoutes } from '../measures/routes.ts';
import { offerRoutes } from '../offer/routes.ts';

/** Every route of the portal, one line an area. Data only: tests walk over it. */
export const routeTable: readonly RouteEntry[] = [
  ...accountRoutes,
  ...crisisRoutes,
  ...enquiryRoutes,
  ...offerRoutes,
  ...measureRoutes,
];
