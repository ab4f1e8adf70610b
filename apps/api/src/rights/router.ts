import { router } from '../trpc/procedures.ts';
import { ask, clarify, mine, takeBack } from './requests/client.ts';
import { get, list, record, step, words } from './requests/staff.ts';

/** What people may ask about the record of them. One line a part. */
export const rightsStaff = router({
  record,
  list,
  get,
  step,
  words,
});
export const rightsClient = router({
  ask,
  mine,
  takeBack,
  clarify,
});
