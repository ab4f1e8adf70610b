import type { RouteEntry } from '@heather/ui';
import { absenceRoutes } from '../absence/routes.ts';
import { accountRoutes } from '../account/routes.ts';
import { agreementRoutes } from '../agreements/routes.ts';
import { checkInRoutes } from '../check-ins/routes.ts';
import { contactRoutes } from '../clients/routes.ts';
import { crisisRoutes } from '../crisis/routes.ts';
import { enquiryRoutes } from '../enquiry/routes.ts';
import { feesRoutes } from '../fees/routes.ts';
import { goalRoutes } from '../goals/routes.ts';
import { homeRoutes } from '../home/routes.ts';
import { measureRoutes } from '../measures/routes.ts';
import { noteRoutes } from '../notes/routes.ts';
import { offerRoutes } from '../offer/routes.ts';
import { rightsRoutes } from '../rights/routes.ts';
import { schedulingRoutes } from '../scheduling/routes.ts';
import { signInRoutes } from '../sign-in/routes.ts';

/** Every route of the portal, one line an area. Data only: tests walk over it. */
export const routeTable: readonly RouteEntry[] = [
  ...signInRoutes,
  ...accountRoutes,
  ...crisisRoutes,
  ...enquiryRoutes,
  ...offerRoutes,
  ...measureRoutes,
  ...agreementRoutes,
  ...homeRoutes,
  ...checkInRoutes,
  ...goalRoutes,
  ...noteRoutes,
  ...contactRoutes,
  ...schedulingRoutes,
  ...absenceRoutes,
  ...feesRoutes,
  ...rightsRoutes,
];
