import { absenceClient } from '../absence/router.ts';
import { accountClient } from '../account/router.ts';
import { agreementsClient } from '../agreements/router.ts';
import { allocationClient } from '../allocation/router.ts';
import { checkInsClient } from '../check-ins/router.ts';
import { clientsClient } from '../clients/router.ts';
import { demonstrationClient } from '../demonstration/router.ts';
import { enquiriesClient } from '../enquiries/router.ts';
import { feesClient } from '../fees/router.ts';
import { goalsClient } from '../goals/router.ts';
import { homeClient } from '../home/router.ts';
import { measuresClient } from '../measures/router.ts';
import { notesClient } from '../notes/router.ts';
import { complaintsClient } from '../rights/complaints/router.ts';
import { retentionClient } from '../rights/retention/router.ts';
import { rightsClient } from '../rights/router.ts';
import { schedulingClient } from '../scheduling/router.ts';
import { router } from './procedures.ts';

/** Everything the client portal can ask, signed in or not. One line an area. */
export const clientRouter = router({
  account: accountClient,
  demonstration: demonstrationClient,
  enquiries: enquiriesClient,
  allocation: allocationClient,
  measures: measuresClient,
  agreements: agreementsClient,
  checkIns: checkInsClient,
  scheduling: schedulingClient,
  absence: absenceClient,
  fees: feesClient,
  goals: goalsClient,
  notes: notesClient,
  clients: clientsClient,
  rights: rightsClient,
  home: homeClient,
  retention: retentionClient,
  complaints: complaintsClient,
});

export type ClientRouter = typeof clientRouter;
