import type { RouteEntry } from '@heather/ui';
import { absenceRoutes } from '../absence/routes.ts';
import { accountRoutes } from '../account/routes.ts';
import { agreementRoutes } from '../agreements/routes.ts';
import { alertRoutes } from '../alerts/routes.ts';
import { allocationRoutes } from '../allocation/routes.ts';
import { backupRoutes } from '../backup/routes.ts';
import { clientRoutes } from '../clients/routes.ts';
import { dayRoutes } from '../day/routes.ts';
import { enquiryRoutes } from '../enquiries/routes.ts';
import { feesRoutes } from '../fees/routes.ts';
import { goalRoutes } from '../goals/routes.ts';
import { homeRoutes } from '../home/routes.ts';
import { importRoutes } from '../import/routes.ts';
import { measureRoutes } from '../measures/routes.ts';
import { noteRoutes } from '../notes/routes.ts';
import { partsRoutes } from '../parts/routes.ts';
import { practiceRoutes } from '../practice/routes.ts';
import { complaintRoutes } from '../rights/complaints/routes.ts';
import { retentionRoutes } from '../rights/retention/routes.ts';
import { rightsRoutes } from '../rights/routes.ts';
import { schedulingRoutes } from '../scheduling/routes.ts';
import { signInRoutes } from '../sign-in/routes.ts';
import { willRoutes } from '../wills/routes.ts';
import { wordingRoutes } from '../wordings/routes.ts';

export type StaffRole = 'manager' | 'clinical-lead' | 'therapist' | 'supervisor' | 'front-desk';
export type StaffRoute = RouteEntry<StaffRole>;

/** Every route of the portal, one line an area. Data only: tests walk over it, the shell makes the navigation of it. */
export const routeTable: readonly StaffRoute[] = [
  ...signInRoutes,
  ...accountRoutes,
  ...measureRoutes,
  ...alertRoutes,
  ...enquiryRoutes,
  ...allocationRoutes,
  ...agreementRoutes,
  ...homeRoutes,
  ...backupRoutes,
  ...dayRoutes,
  ...goalRoutes,
  ...noteRoutes,
  ...clientRoutes,
  ...schedulingRoutes,
  ...absenceRoutes,
  ...willRoutes,
  ...feesRoutes,
  ...wordingRoutes,
  ...practiceRoutes,
  ...importRoutes,
  ...rightsRoutes,
  ...retentionRoutes,
  ...complaintRoutes,
  ...partsRoutes,
];
