import { router } from '../trpc/procedures.ts';
import { course } from './course.ts';
import { endPlan } from './end-plan.ts';
import { enterPaper } from './enter-paper.ts';
import { form } from './form.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { notToday } from './not-today.ts';
import { plan } from './plan.ts';
import { save } from './save.ts';
import { submit } from './submit.ts';
import { talkedAbout } from './talked-about.ts';

export const measuresStaff = router({ list, plan, endPlan, form, enterPaper, course, talkedAbout });
export const measuresClient = router({ get, save, submit, notToday });
