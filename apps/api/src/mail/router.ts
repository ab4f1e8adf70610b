import { router } from '../trpc/procedures.ts';
import { ofClient, refused } from './refused.ts';

export const mailStaff = router({ refused, ofClient });
