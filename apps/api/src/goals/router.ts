import { router } from '../trpc/procedures.ts';
import { change, ofClient, propose, rate } from './of-client.ts';
import { changeMine, mine, proposeMine, rateMine } from './own-goals.ts';

export const goalsStaff = router({ ofClient, propose, change, rate });
export const goalsClient = router({ mine, proposeMine, changeMine, rateMine });
