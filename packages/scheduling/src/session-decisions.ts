import { type Decision, decided, refused } from '@heather/core';
import { z } from 'zod';
import { type CancellationTerms, type CancelledBy, cancellationTerms } from './cancellation.ts';
import { dayMs, type Moment, toInstant } from './moment.ts';

/** `moved` is still to come, at its new time: the same meeting, with its key. The other five besides `planned` are over. */
export const sessionStatusSchema = z.enum([
  'planned',
  'moved',
  'attended',
  'did-not-attend',
  'cancelled-in-time',
  'cancelled-late',
  'cancelled-by-us',
]);
export type SessionStatus = z.infer<typeof sessionStatusSchema>;

export const attendanceSchema = z.enum(['attended', 'did-not-attend', 'cancelled-by-us']);
export type Attendance = z.infer<typeof attendanceSchema>;

/** What a decision needs to know of a session. `windowHours` and `feePence` come from the signed agreement. */
export type SessionState = {
  status: SessionStatus;
  startsAt: Moment;
  endsAt: Moment;
  windowHours: number;
  feePence: number;
};

/** Two years: a date further off is a slip of the hand. */
export const furthestAheadDays = 731;

/** Does the session still take place, and so still occupy its therapist, room and clients? */
export function isToCome(status: SessionStatus): boolean {
  return status === 'planned' || status === 'moved';
}

export type MoveDecision = {
  status: 'moved';
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  movedFromStartsAt: Temporal.Instant;
  /** The cancellation window had closed when the move was made: people may wish to speak of it; nothing is charged. */
  isLate: boolean;
};

/**
 * One session to another time. Refuses: one that is over or begun, a new time that has begun, is over two years off,
 * ends before it starts, or is the time it has.
 */
export function decideMove(
  session: SessionState,
  to: { startsAt: Moment; endsAt: Moment },
  now: Moment,
): Decision<MoveDecision> {
  if (!isToCome(session.status)) return refused('scheduling/wrong-state', { status: session.status });
  const nowMs = now.epochMilliseconds;
  const start = to.startsAt.epochMilliseconds;
  const end = to.endsAt.epochMilliseconds;
  if (!(start < end) || end - start > dayMs) return refused('bad-input');
  if (nowMs >= session.startsAt.epochMilliseconds || start <= nowMs) return refused('scheduling/in-the-past');
  if (start > nowMs + furthestAheadDays * dayMs)
    return refused('scheduling/too-far-ahead', { days: furthestAheadDays });
  if (start === session.startsAt.epochMilliseconds && end === session.endsAt.epochMilliseconds) {
    return refused('scheduling/same-time');
  }
  return decided({
    status: 'moved',
    startsAt: toInstant(start),
    endsAt: toInstant(end),
    movedFromStartsAt: toInstant(session.startsAt.epochMilliseconds),
    isLate: cancellationTerms({ ...session, now, by: 'client' }).kind === 'late',
  });
}

export type CancelDecision = {
  status: 'cancelled-in-time' | 'cancelled-late' | 'cancelled-by-us';
  feeDuePence: number;
  terms: CancellationTerms;
};

/**
 * Cancels a session that has not begun. `toldAt` is when the client said so (a message left before somebody wrote it
 * down), at most `now`; the terms are those of that moment, and a session may have begun since. Default: now.
 * By the practice there is no fee, however late.
 */
export function decideCancel(
  session: SessionState,
  by: { by: CancelledBy; toldAt?: Moment },
  now: Moment,
): Decision<CancelDecision> {
  if (!isToCome(session.status)) return refused('scheduling/wrong-state', { status: session.status });
  const at = by.toldAt ?? now;
  if (at.epochMilliseconds > now.epochMilliseconds) return refused('bad-input');
  if (at.epochMilliseconds >= session.startsAt.epochMilliseconds) return refused('scheduling/in-the-past');
  const terms = cancellationTerms({ ...session, now: at, by: by.by });
  const status =
    by.by === 'practice' ? 'cancelled-by-us' : terms.kind === 'late' ? 'cancelled-late' : 'cancelled-in-time';
  return decided({ status, feeDuePence: terms.feeDuePence, terms });
}

export type AttendanceDecision = { status: Attendance; feeDuePence: number };

/**
 * What became of a session, once it has begun. Somebody who did not come owes the fee, as a late cancellation does; a
 * session that the practice did not hold costs nothing. `isCorrection` lets one recorded outcome be put right by another.
 */
export function decideAttendance(
  session: SessionState,
  outcome: Attendance,
  now: Moment,
  options: { isCorrection?: boolean } = {},
): Decision<AttendanceDecision> {
  const isRecorded = session.status !== outcome && attendanceSchema.safeParse(session.status).success;
  if (!isToCome(session.status) && !(options.isCorrection && isRecorded)) {
    return refused('scheduling/wrong-state', { status: session.status });
  }
  if (now.epochMilliseconds < session.startsAt.epochMilliseconds) return refused('scheduling/not-begun');
  return decided({ status: outcome, feeDuePence: outcome === 'cancelled-by-us' ? 0 : session.feePence });
}
