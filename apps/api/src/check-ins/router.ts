import { router } from '../trpc/procedures.ts';
import { get } from './get.ts';
import { notToday } from './not-today.ts';
import { plan } from './plan.ts';
import { save } from './save.ts';
import { submit } from './submit.ts';
import { wish, writeWish } from './wish.ts';

export const checkInsStaff = router({ plan });
export const checkInsClient = router({ get, save, submit, notToday, wish, writeWish });
