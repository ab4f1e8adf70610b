import { router } from '../trpc/procedures.ts';
import { acceptOffer, declineOffer } from './answer-as-therapist.ts';
import { answerOffer, recordClientAnswer } from './answer-for-client.ts';
import { closeEntry, setNextContact, setWishes } from './change-entry.ts';
import { getEntry } from './get-entry.ts';
import { listAllocations } from './list-allocations.ts';
import { listMyOffers } from './list-my-offers.ts';
import { listOffers } from './list-offers.ts';
import { listWaiting } from './list-waiting.ts';
import { makeOffer } from './make-offer.ts';
import { myOffer } from './my-offer.ts';
import { openAssessment } from './open-assessment.ts';
import { reassign } from './reassign.ts';
import { sendToClient } from './send-to-client.ts';
import { suggest } from './suggest.ts';
import { withdraw } from './withdraw.ts';

export const allocationStaff = router({
  listWaiting,
  getEntry,
  suggest,
  makeOffer,
  listOffers,
  sendToClient,
  withdraw,
  recordClientAnswer,
  setNextContact,
  setWishes,
  closeEntry,
  openAssessment,
  listAllocations,
  reassign,
  listMyOffers,
  acceptOffer,
  declineOffer,
});

export const allocationClient = router({ myOffer, answerOffer });
