import { router } from '../trpc/procedures.ts';
import { end, entrusted, press } from './open.ts';
import { confirm, mine, save } from './own.ts';
import { contact, people } from './people.ts';

export const willsStaff = router({ mine, save, confirm, entrusted, press, end, people, contact });
