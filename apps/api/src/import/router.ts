import { router } from '../trpc/procedures.ts';
import { addPart, begin, finish } from './begin.ts';
import { commit, discard, savePlan } from './decide.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { report } from './report.ts';

export const importsStaff = router({ begin, addPart, finish, savePlan, commit, discard, list, get, report });
