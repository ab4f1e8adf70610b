import { router } from '../trpc/procedures.ts';
import { choose } from './choose.ts';
import { day } from './day.ts';
import { get } from './get.ts';
import { mine } from './mine.ts';
import { ofClient } from './of-client.ts';
import { keepProcess, process } from './process.ts';
import { save } from './save.ts';
import { share } from './share.ts';
import { addendum, leaveOut, sign } from './sign.ts';
import { keepTemplate, retireTemplate, templates } from './templates.ts';
import { unfinished } from './unfinished.ts';

export const notesStaff = router({
  ofClient,
  get,
  save,
  choose,
  sign,
  addendum,
  leaveOut,
  share,
  unfinished,
  day,
  process,
  keepProcess,
  templates,
  keepTemplate,
  retireTemplate,
});
export const notesClient = router({ mine });
