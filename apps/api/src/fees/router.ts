import { router } from '../trpc/procedures.ts';
import { ledger, mine } from './ledger.ts';
import { owing } from './owing.ts';
import { recordPayment } from './record-payment.ts';
import { waive } from './waive.ts';

export const feesStaff = router({ owing, ledger, recordPayment, waive });
export const feesClient = router({ mine });
