import { fail } from '@heather/core';
import { isExclusionViolation, lockResources } from '@heather/database';
import { resourcesOf } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { clashDetails, findClashes } from '../scheduling/find-clashes.ts';
import { findSessions } from '../scheduling/session-rows.ts';
import { tellOfTimes } from '../scheduling/tell.ts';
import { nextNumber, writeSessions } from '../scheduling/write-sessions.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { releaseTimes } from './hold-again.ts';

/** The session that fell away with everybody it was for, its row held until the transaction ends. */
export async function lockAwaySession(tx: WriteTransaction, awaySessionId: string) {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT 1 FROM away_session WHERE practice_id = ${practiceId}::uuid AND id = ${awaySessionId}::uuid FOR UPDATE`;
  const found = await tx.awaySession.findFirst({ where: { practiceId, id: awaySessionId } });
  if (!found) return fail('not-found');
  const [row] = await findSessions(tx, { practiceId, id: found.sessionId });
  if (!row) return fail('not-found');
  const people = await tx.sessionParticipant.findMany({
    where: { practiceId, sessionId: row.id },
    select: { clientId: true },
    orderBy: { id: 'asc' },
  });
  return { ...found, row, clientIds: people.map(({ clientId }) => clientId) };
}

export type Chosen = { sessionId: string; startsAt: Date; zone: string; toRing: number };

/**
 * One of the times that were held becomes the session instead; the others are free at once. Of however many who press, one books it,
 * and pressing twice is once.
 * @throws absence/time-gone when it is no longer held, or another was chosen; scheduling/slot-taken when its people cannot come then
 */
export async function chooseTime(
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>,
  practiceId: string,
  time: { id: string; awaySessionId: string },
): Promise<Chosen> {
  try {
    return await write(async (tx) => {
      const now = tx.now();
      const { row, clientIds, ...fallen } = await lockAwaySession(tx, time.awaySessionId);
      const held = await tx.awayTime.findFirst({ where: { practiceId, id: time.id, awaySessionId: fallen.id } });
      if (!held) return fail('not-found');
      const { zone } = row;
      if (held.state === 'taken' && fallen.chosenSessionId)
        return { sessionId: fallen.chosenSessionId, startsAt: held.startsAt, zone, toRing: 0 };
      const isOpen =
        fallen.state === 'offered' && held.state === 'held' && held.lapsesAt.getTime() > now.epochMilliseconds;
      if (!isOpen) return fail('absence/time-gone');
      const { therapistId, roomId } = held;
      const [startsAt, endsAt] = [instantOf(held.startsAt), instantOf(held.endsAt)];
      const resources = resourcesOf({ therapistIds: [therapistId], roomId, clientIds });
      await lockResources(
        tx,
        resources.map(({ kind, id }) => ({ kind, resourceId: id })),
      );
      await tx.awayTime.updateMany({ where: { practiceId, id: held.id }, data: { state: 'taken' } });
      await tx.occupied.deleteMany({ where: { practiceId, awayTimeId: held.id } });
      const candidates = [{ key: 'again', start: startsAt, end: endsAt, resources }];
      const clashes = await findClashes(tx, practiceId, candidates, zone);
      if (clashes.length > 0) return fail('scheduling/slot-taken', clashDetails(clashes));
      const [sessionId] = await writeSessions(
        tx,
        [
          {
            episodeId: row.episodeId,
            seriesId: null,
            occurrenceKey: null,
            therapistId,
            roomId,
            placeKind: row.placeKind,
            joinLink: await joinLinkOf(tx, row, therapistId),
            zone,
            feePence: row.feePence,
            startsAt,
            endsAt,
            number: await nextNumber(tx, row.episodeId),
          },
        ],
        clientIds,
      );
      if (!sessionId) throw new Error('a session was not written');
      await tx.awaySession.updateMany({
        where: { practiceId, id: fallen.id },
        data: { state: 'chosen', chosenSessionId: sessionId, decidedAt: dateOf(now) },
      });
      await releaseTimes(tx, [fallen.id]);
      await tx.audit('absence.time-chosen', {
        subjectType: 'session',
        subjectId: sessionId,
        clientId: clientIds[0] ?? null,
      });
      const { toRing } = await tellOfTimes(tx, 'times-set', sessionId, {
        clientIds,
        therapistId,
        time: { at: startsAt, zone },
      });
      return { sessionId, startsAt: held.startsAt, zone, toRing };
    });
  } catch (error) {
    if (!isExclusionViolation(error, 'occupied_once')) throw error;
    return fail('scheduling/slot-taken');
  }
}

async function joinLinkOf(
  tx: Tx & { practiceId: string },
  row: { therapistId: string; placeKind: string; joinLink: string | null },
  therapistId: string,
): Promise<string | null> {
  if (row.placeKind !== 'online') return null;
  if (row.therapistId === therapistId) return row.joinLink;
  const profile = await tx.therapistProfile.findFirst({
    where: { practiceId: tx.practiceId, staffId: therapistId },
    select: { joinLink: true },
  });
  return profile?.joinLink ?? null;
}

/** None of the times: they come to their next usual one. Again: nothing. @throws absence/time-gone once a time was chosen */
export async function leaveTimes(
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>,
  practiceId: string,
  awaySessionId: string,
): Promise<void> {
  await write(async (tx) => {
    const fallen = await lockAwaySession(tx, awaySessionId);
    if (fallen.state === 'left') return;
    if (fallen.state !== 'offered') return fail('absence/time-gone');
    await releaseTimes(tx, [fallen.id]);
    await tx.awaySession.updateMany({
      where: { practiceId, id: fallen.id },
      data: { state: 'left', decidedAt: dateOf(tx.now()) },
    });
    await tx.audit('absence.time-left', {
      subjectType: 'session',
      subjectId: fallen.sessionId,
      clientId: fallen.clientIds[0] ?? null,
    });
  });
}
