import { router } from '../trpc/procedures.ts';
import { capacity } from './capacity.ts';
import { get } from './get.ts';
import { history } from './history.ts';
import { list } from './list.ts';
import { doubles } from './merge/list-doubles.ts';
import { holdApart, mergeClients, undoMerge } from './merge/merge.ts';
import { previewMerge } from './merge/preview-merge.ts';
import { now } from './now.ts';
import { opened } from './opened.ts';
import { keepMyContact, myContact } from './own-contact.ts';
import { practiceList } from './practice-list.ts';
import { sayOpenPlaces, sayWeight } from './say-capacity.ts';
import { search } from './search.ts';
import { keepPerson, removePerson, updateContact } from './update-contact.ts';
import { updateDetails } from './update-details.ts';

export const clientsStaff = router({
  get,
  now,
  list,
  practiceList,
  capacity,
  sayOpenPlaces,
  sayWeight,
  search,
  doubles,
  previewMerge,
  merge: mergeClients,
  undoMerge,
  holdApart,
  history,
  opened,
  updateDetails,
  updateContact,
  keepPerson,
  removePerson,
});
export const clientsClient = router({ myContact, keepMyContact });
