import { router } from '../trpc/procedures.ts';
import { mine } from './mine.ts';
import { practice } from './practice.ts';

export const homeStaff = router({ practice });
export const homeClient = router({ mine });
