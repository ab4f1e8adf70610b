import { absenceStaff } from '../absence/router.ts';
import { accountStaff } from '../account/router.ts';
import { agreementsStaff } from '../agreements/router.ts';
import { alertsStaff } from '../alerts/router.ts';
import { allocationStaff } from '../allocation/router.ts';
import { auditStaff } from '../audit/router.ts';
import { backupsStaff } from '../backup/router.ts';
import { checkInsStaff } from '../check-ins/router.ts';
import { clientsStaff } from '../clients/router.ts';
import { dayStaff } from '../day/router.ts';
import { demonstrationStaff } from '../demonstration/router.ts';
import { enquiriesStaff } from '../enquiries/router.ts';
import { feesStaff } from '../fees/router.ts';
import { goalsStaff } from '../goals/router.ts';
import { homeStaff } from '../home/router.ts';
import { importsStaff } from '../import/router.ts';
import { mailStaff } from '../mail/router.ts';
import { measuresStaff } from '../measures/router.ts';
import { notesStaff } from '../notes/router.ts';
import { practiceStaff } from '../practice/router.ts';
import { complaintsStaff } from '../rights/complaints/router.ts';
import { retentionStaff } from '../rights/retention/router.ts';
import { rightsStaff } from '../rights/router.ts';
import { schedulingStaff } from '../scheduling/router.ts';
import { templatesStaff } from '../templates/router.ts';
import { willsStaff } from '../wills/router.ts';
import { router } from './procedures.ts';

/** Everything the staff portal can ask. One line an area; an area's key is the first half of its procedures' names. */
export const staffRouter = router({
  account: accountStaff,
  audit: auditStaff,
  demonstration: demonstrationStaff,
  enquiries: enquiriesStaff,
  allocation: allocationStaff,
  measures: measuresStaff,
  alerts: alertsStaff,
  agreements: agreementsStaff,
  templates: templatesStaff,
  checkIns: checkInsStaff,
  day: dayStaff,
  scheduling: schedulingStaff,
  fees: feesStaff,
  goals: goalsStaff,
  notes: notesStaff,
  clients: clientsStaff,
  home: homeStaff,
  backups: backupsStaff,
  imports: importsStaff,
  mail: mailStaff,
  practice: practiceStaff,
  rights: rightsStaff,
  retention: retentionStaff,
  complaints: complaintsStaff,
  absence: absenceStaff,
  wills: willsStaff,
});

export type StaffRouter = typeof staffRouter;
