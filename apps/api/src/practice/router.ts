import { router } from '../trpc/procedures.ts';
import * as closures from './closures.ts';
import * as documents from './documents.ts';
import * as fees from './fee-list.ts';
import { checklist } from './get-checklist.ts';
import * as identity from './identity.ts';
import * as ladder from './ladder.ts';
import * as leaving from './leaving.ts';
import * as party from './party.ts';
import * as people from './people.ts';
import * as profile from './profile.ts';
import * as rooms from './rooms.ts';
import { saveStaffHours } from './staff-hours.ts';

export const practiceStaff = router({
  checklist,
  get: identity.get,
  updateIdentity: identity.updateIdentity,
  updateTerms: identity.updateTerms,
  updateHours: identity.updateHours,
  listClosures: closures.listClosures,
  addClosure: closures.addClosure,
  closeOnBankHolidays: closures.closeOnBankHolidays,
  removeClosure: closures.removeClosure,
  listRooms: rooms.listRooms,
  saveRoom: rooms.saveRoom,
  setRoomInUse: rooms.setRoomInUse,
  listFees: fees.listFees,
  saveFee: fees.saveFee,
  documents: documents.documents,
  document: documents.document,
  publishDocument: documents.publishDocument,
  party: party.party,
  saveParty: party.saveParty,
  ladder: ladder.ladder,
  saveLadder: ladder.saveLadder,
  listStaff: people.listStaff,
  getStaff: profile.getStaff,
  inviteAgain: people.inviteAgain,
  changeRoles: people.changeRoles,
  saveProfile: profile.saveProfile,
  saveStaffHours,
  myProfile: profile.myProfile,
  saveMyProfile: profile.saveMyProfile,
  previewLeaving: leaving.previewLeaving,
  endAccess: leaving.endAccess,
  keepAccess: leaving.keepAccess,
});
