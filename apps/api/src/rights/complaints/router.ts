import { router } from '../../trpc/procedures.ts';
import { act, get, handOver, list } from './handle.ts';
import { mine, withdraw } from './mine.ts';
import { make, people, record } from './receive.ts';

export const complaintsStaff = router({ list, get, people, record, act, handOver });
export const complaintsClient = router({ mine, make, withdraw });
