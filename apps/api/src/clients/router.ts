import { router } from '../trpc/procedures.ts';
import { capacity } from './capacity.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { now } from './now.ts';
import { keepMyContact, myContact } from './own-contact.ts';
import { practiceList } from './practice-list.ts';
import { sayOpenPlaces, sayWeight } from './say-capacity.ts';
import { search } from './search.ts';
import { keepPerson, removePerson, updateContact } from './update-contact.ts';

export const clientsStaff = router({
  get,
  now,
  list,
  practiceList,
  capacity,
  sayOpenPlaces,
  sayWeight,
  search,
  updateContact,
  keepPerson,
  removePerson,
});
export const clientsClient = router({ myContact, keepMyContact });
