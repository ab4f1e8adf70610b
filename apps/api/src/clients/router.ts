import { router } from '../trpc/procedures.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { now } from './now.ts';
import { keepMyContact, myContact } from './own-contact.ts';
import { search } from './search.ts';
import { keepPerson, removePerson, updateContact } from './update-contact.ts';

export const clientsStaff = router({ get, now, list, search, updateContact, keepPerson, removePerson });
export const clientsClient = router({ myContact, keepMyContact });
