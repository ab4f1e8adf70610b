import { fail } from '@heather/core';
import { isExclusionViolation, lockResources } from '@heather/database';
import { decideCancel, decideMove, resourcesOf } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { chargeSession } from '../fees/charge-session.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { clashDetails, findClashes } from './find-clashes.ts';
import { findSessions, type SessionRow, toComeStatuses } from './session-rows.ts';
import { lockSession, sessionState } from './session-terms.ts';
import { tellOfTimes } from './tell.ts';
import { occupiedRows } from './write-sessions.ts';

export type Change = { status: string; version: number; feeDuePence: number; toRing: number };
type Write = <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;

/** Who pressed the button, as the session's row will say. */
function byWhom({ actor }: WriteTransaction) {
  const statusById = actor.kind === 'staff' ? actor.staffId : actor.kind === 'client' ? actor.clientId : null;
  return { statusByKind: actor.kind === 'staff' ? 'staff' : 'client', statusById };
}

async function loadLocked(tx: WriteTransaction, practiceId: string, sessionId: string) {
  await lockSession(tx, practiceId, sessionId);
  const [row] = await findSessions(tx, { practiceId, id: sessionId });
  if (!row) return fail('not-found');
  const people = await tx.sessionParticipant.findMany({
    where: { practiceId, sessionId },
    select: { clientId: true },
    orderBy: { id: 'asc' },
  });
  return { row, clientIds: people.map(({ clientId }) => clientId) };
}

/**
 * Moves one session: its key, its people and its series stay. The second of two submissions of one move finds it done and changes
 * nothing; a move of what has changed meanwhile is refused.
 * @throws conflict, scheduling/slot-taken naming what is in the way, and every refusal of decideMove
 */
export async function moveOne(
  from: { db: Tx; practiceId: string; write: Write; now: Temporal.Instant },
  sessionId: string,
  to: { version: number; startsAt: Temporal.Instant; minutes: number; roomId: string | null },
): Promise<Change> {
  const { practiceId } = from;
  const endsAt = to.startsAt.add({ minutes: to.minutes });
  const candidatesOf = (row: SessionRow, clientIds: string[]) => {
    const resources = resourcesOf({ therapistIds: [row.therapistId], roomId: to.roomId, clientIds });
    return [{ key: 'new', start: to.startsAt, end: endsAt, resources }];
  };
  try {
    return await from.write(async (tx) => {
      const { row, clientIds } = await loadLocked(tx, practiceId, sessionId);
      const isThere = row.startsAt.getTime() === to.startsAt.epochMilliseconds && row.roomId === to.roomId;
      if (row.version === to.version + 1 && toComeStatuses.includes(row.status) && isThere) {
        return { status: row.status, version: row.version, feeDuePence: 0, toRing: 0 };
      }
      if (row.version !== to.version) return fail('conflict');
      const decision = decideMove(await sessionState(tx, practiceId, row), { startsAt: to.startsAt, endsAt }, from.now);
      // Another room at the same hour is no other time: the session stays what it is.
      const isOtherRoom = !decision.ok && decision.code === 'scheduling/same-time' && row.roomId !== to.roomId;
      if (!decision.ok && !isOtherRoom) return fail(decision.code, decision.details);
      const candidates = candidatesOf(row, clientIds);
      const resources = candidates[0]?.resources ?? [];
      await lockResources(
        tx,
        resources.map(({ kind, id }) => ({ kind, resourceId: id })),
      );
      const clashes = await findClashes(tx, practiceId, candidates, row.zone, { sessionId });
      if (clashes.length > 0) return fail('scheduling/slot-taken', clashDetails(clashes));
      const status = decision.ok ? 'moved' : row.status;
      await tx.occupied.deleteMany({ where: { practiceId, sessionId } });
      await tx.session.updateMany({
        where: { practiceId, id: sessionId, version: row.version },
        data: {
          status,
          startsAt: dateOf(to.startsAt),
          endsAt: dateOf(endsAt),
          roomId: to.roomId,
          // The first time it had stays known, however often it moves.
          ...(decision.ok && {
            movedFromStartsAt: row.movedFromStartsAt ?? dateOf(decision.value.movedFromStartsAt),
          }),
          statusAt: dateOf(from.now),
          ...byWhom(tx),
          icsSequence: { increment: 1 },
          version: { increment: 1 },
        },
      });
      await tx.sessionParticipant.updateMany({
        where: { practiceId, sessionId },
        data: { startsAt: dateOf(to.startsAt) },
      });
      const { roomId } = to;
      const taking = { startsAt: to.startsAt, endsAt, therapistIds: [row.therapistId], roomId, clientIds };
      await tx.occupied.createMany({ data: occupiedRows(practiceId, sessionId, taking) });
      await tx.audit('session.moved', {
        subjectType: 'session',
        subjectId: sessionId,
        clientId: clientIds[0] ?? null,
        changes: [...(decision.ok ? ['startsAt'] : []), ...(roomId === row.roomId ? [] : ['roomId'])],
        facts: { late: decision.ok && decision.value.isLate },
      });
      const event = `${sessionId}:${row.version + 1}`;
      const time = { at: to.startsAt, zone: row.zone };
      const { therapistId } = row;
      const { toRing } = await tellOfTimes(tx, 'session-changed', event, { clientIds, therapistId, time });
      return { status, version: row.version + 1, feeDuePence: 0, toRing };
    });
  } catch (error) {
    if (!isExclusionViolation(error, 'occupied_once')) throw error;
    return fail('scheduling/slot-taken');
  }
}

/**
 * Cancels one session to come: its time is free at once, and the fee is due if the client's window had closed. Twice is once.
 * @throws conflict when the session has changed since `version`; scheduling/in-the-past once it has begun
 */
export async function cancelOne(
  from: { practiceId: string; write: Write; now: Temporal.Instant },
  sessionId: string,
  input: { version: number; by: 'client' | 'practice'; toldAt?: Temporal.Instant },
): Promise<Change> {
  const { practiceId } = from;
  return from.write(async (tx) => {
    const { row, clientIds } = await loadLocked(tx, practiceId, sessionId);
    const wasCancelled = row.status.startsWith('cancelled-');
    const sameSide = (row.status === 'cancelled-by-us') === (input.by === 'practice');
    if (row.version === input.version + 1 && wasCancelled && sameSide) {
      return { status: row.status, version: row.version, feeDuePence: row.feeDuePence ?? 0, toRing: 0 };
    }
    if (row.version !== input.version) return fail('conflict');
    const { by, toldAt } = input;
    const state = await sessionState(tx, practiceId, row);
    const decision = decideCancel(state, { by, ...(toldAt && { toldAt }) }, from.now);
    if (!decision.ok) return fail(decision.code, decision.details);
    const { status, feeDuePence } = decision.value;
    await tx.occupied.deleteMany({ where: { practiceId, sessionId } });
    await tx.session.updateMany({
      where: { practiceId, id: sessionId, version: row.version },
      data: {
        status,
        feeDuePence,
        statusAt: dateOf(from.now),
        ...byWhom(tx),
        icsSequence: { increment: 1 },
        version: { increment: 1 },
      },
    });
    if (feeDuePence > 0) await chargeSession(tx, row, clientIds, feeDuePence, 'late-cancellation');
    await tx.audit('session.cancelled', {
      subjectType: 'session',
      subjectId: sessionId,
      clientId: clientIds[0] ?? null,
      changes: ['status'],
      facts: { status, feePence: feeDuePence },
    });
    const event = `${sessionId}:${row.version + 1}`;
    const time = { at: instantOf(row.startsAt), zone: row.zone, isOff: true };
    const { therapistId } = row;
    const { toRing } = await tellOfTimes(tx, 'session-changed', event, { clientIds, therapistId, time });
    return { status, version: row.version + 1, feeDuePence, toRing };
  });
}
