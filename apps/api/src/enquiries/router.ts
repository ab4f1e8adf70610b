import { router } from '../trpc/procedures.ts';
import { add } from './add-enquiry.ts';
import { get } from './get-enquiry.ts';
import { list } from './list-enquiries.ts';
import { make } from './make-enquiry.ts';
import { notice } from './notice.ts';
import { readBrings } from './read-brings.ts';
import { triage } from './triage.ts';

export const enquiriesStaff = router({ add, list, get, readBrings, triage });
export const enquiriesClient = router({ notice, make });
