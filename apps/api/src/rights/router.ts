import { router } from '../trpc/procedures.ts';
import { copyFile, myCopies, myCopyFile, openCopy, openMyCopy } from './access/give.ts';
import { beginCopy, copy } from './access/manage.ts';
import { askReader } from './access/readers.ts';
import { decide, finishReview, review, toRead } from './access/review.ts';
import { answerCorrection, correction, statements } from './corrections/correct.ts';
import { ask, clarify, mine, takeBack } from './requests/client.ts';
import { get, list, record, step, words } from './requests/staff.ts';

/** What people may ask about the record of them. One line a part. */
export const rightsStaff = router({
  ...{ record, list, get, step, words },
  ...{ correction, answerCorrection, statements },
  ...{ copy, beginCopy, askReader, toRead, review, decide, finishReview, openCopy, copyFile },
});
export const rightsClient = router({
  ...{ ask, mine, takeBack, clarify },
  ...{ myCopies, openMyCopy, myCopyFile },
});
