import { router } from '../trpc/procedures.ts';
import { acknowledge } from './acknowledge.ts';
import { mine } from './mine.ts';
import { read } from './read.ts';
import { unanswered } from './unanswered.ts';

export const alertsStaff = router({ mine, read, acknowledge, unanswered });
