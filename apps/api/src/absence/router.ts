import { router } from '../trpc/procedures.ts';
import { bookAgain, leaveAgain } from './again.ts';
import { answerCover, askCover } from './ask-cover.ts';
import { calls, noteCall } from './calls.ts';
import { comeBack } from './come-back.ts';
import { confirm } from './confirm.ts';
import { addCover, endCover, grantRecord } from './cover.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { choose, leave, mine } from './own.ts';
import { preview } from './preview.ts';
import { undo } from './undo.ts';

export const absenceStaff = router({
  list,
  get,
  preview,
  confirm,
  undo,
  comeBack,
  bookAgain,
  leaveAgain,
  calls,
  noteCall,
  addCover,
  endCover,
  grantRecord,
  askCover,
  answerCover,
});
export const absenceClient = router({ mine, choose, leave });
