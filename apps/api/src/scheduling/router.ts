import { router } from '../trpc/procedures.ts';
import { appointment } from './appointment.ts';
import { bookSeries } from './book-series.ts';
import { bookSession } from './book-session.ts';
import { cancelSession } from './cancel-session.ts';
import { cancelMine, moveMine } from './change-mine.ts';
import { diary } from './diary.ts';
import { endSeries, previewEndSeries } from './end-series.ts';
import { forClient } from './for-client.ts';
import { freeTimes } from './free-times.ts';
import { gaps } from './gaps.ts';
import { session } from './get-session.ts';
import { leaveOutGaps } from './leave-out-gaps.ts';
import { moveSession } from './move-session.ts';
import { mine } from './own-sessions.ts';
import { placeGap } from './place-gap.ts';
import { previewSeries } from './preview-series.ts';
import { recordAttendance } from './record-attendance.ts';

export const schedulingStaff = router({
  diary,
  session,
  forClient,
  previewSeries,
  bookSeries,
  previewEndSeries,
  endSeries,
  bookSession,
  moveSession,
  cancelSession,
  recordAttendance,
  gaps,
  placeGap,
  leaveOutGaps,
});
export const schedulingClient = router({ mine, freeTimes, moveMine, cancelMine, appointment });
