import { dateOnSchema, fail, idSchema, localTimeSchema } from '@heather/core';
import { isExclusionViolation, lockResources } from '@heather/database';
import { furthestAheadDays, resourcesOf } from '@heather/scheduling';
import { z } from 'zod';
import { currentAgreement } from '../agreements/current-agreement.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { clashDetails, findClashes, instantAt } from './find-clashes.ts';
import { loadCourseFor } from './reach.ts';
import { placeKind, toComeStatuses } from './session-rows.ts';
import { tellOfTimes } from './tell.ts';
import { nextNumber, writeSessions } from './write-sessions.ts';

/**
 * Books one session by itself: an extra one, or a meeting before anything is signed.
 * @throws scheduling/not-agreed without a course, and beyond a first session without an agreement where the practice says so;
 * scheduling/slot-taken naming what is in the way
 */
export const bookSession = staffProcedure('scheduling.bookSession')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      on: dateOnSchema,
      time: localTimeSchema,
      minutes: z.int().min(10).max(240),
      placeKind,
      /** With placeKind 'room' alone. */
      roomId: idSchema('room').nullable(),
    }),
  )
  .output(z.strictObject({ sessionId: z.string(), toRing: z.number(), isAgreed: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { episode, clientId } = await loadCourseFor(ctx, input.clientId);
    if (!episode?.therapistId || episode.state === 'ended') return fail('scheduling/not-agreed');
    if ((input.placeKind === 'room') !== (input.roomId !== null)) return fail('bad-input', { fields: ['roomId'] });
    const { therapistId, id: episodeId } = episode;
    const zone = ctx.practice.timeZone;
    const startsAt = instantAt(input.on, input.time, zone);
    const endsAt = startsAt.add({ minutes: input.minutes });
    const now = ctx.now();
    if (Temporal.Instant.compare(startsAt, now) <= 0) return fail('scheduling/in-the-past');
    if (Temporal.Instant.compare(startsAt, now.add({ hours: 24 * furthestAheadDays })) > 0)
      return fail('scheduling/too-far-ahead', { days: furthestAheadDays });
    const [agreement, profile, people, room] = await Promise.all([
      currentAgreement(ctx.db, practiceId, episodeId),
      ctx.db.therapistProfile.findFirst({
        where: { practiceId, staffId: therapistId },
        select: { feePence: true, joinLink: true },
      }),
      ctx.db.episodeParticipant.findMany({
        where: { practiceId, episodeId, leftAt: null },
        select: { clientId: true },
        orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
      }),
      input.roomId
        ? ctx.db.room.findFirst({ where: { practiceId, id: input.roomId, isActive: true }, select: { id: true } })
        : null,
    ]);
    if (input.roomId && !room) return fail('not-found');
    const isAgreed = agreement?.state === 'agreed';
    const clientIds = people.map((one) => one.clientId);
    const resources = resourcesOf({ therapistIds: [therapistId], roomId: input.roomId, clientIds });
    const candidates = [{ key: `${input.on}T${input.time}`, start: startsAt, end: endsAt, resources }];
    try {
      return await ctx.write(async (tx) => {
        await lockResources(
          tx,
          resources.map(({ kind, id }) => ({ kind, resourceId: id })),
        );
        if (!isAgreed && (await blocksBooking(tx, episodeId))) return fail('scheduling/not-agreed');
        const clashes = await findClashes(tx, practiceId, candidates, zone);
        if (clashes.length > 0) return fail('scheduling/slot-taken', clashDetails(clashes));
        const [sessionId] = await writeSessions(
          tx,
          [
            {
              episodeId,
              seriesId: null,
              occurrenceKey: null,
              therapistId,
              roomId: input.roomId,
              placeKind: input.placeKind,
              joinLink: input.placeKind === 'online' ? (profile?.joinLink ?? null) : null,
              startsAt,
              endsAt,
              zone,
              feePence: isAgreed ? agreement.frame.feePence : (profile?.feePence ?? 0),
              number: await nextNumber(tx, episodeId),
            },
          ],
          clientIds,
        );
        if (!sessionId) throw new Error('a session was not written');
        await tx.audit('session.booked', { subjectType: 'session', subjectId: sessionId, clientId });
        const { toRing } = await tellOfTimes(tx, 'times-set', sessionId, {
          clientIds,
          therapistId,
          time: { at: startsAt, zone },
        });
        return { sessionId, toRing, isAgreed };
      });
    } catch (error) {
      if (!isExclusionViolation(error, 'occupied_once')) throw error;
      return fail('scheduling/slot-taken', clashDetails(await findClashes(ctx.db, practiceId, candidates, zone)));
    }
  });

/** Whether this practice wants an agreement first, and there was or is to be a session without one already. */
async function blocksBooking(tx: WriteTransaction, episodeId: string): Promise<boolean> {
  const { practiceId } = tx;
  const practice = await tx.practice.findFirst({ where: { id: practiceId }, select: { agreementBlocksBooking: true } });
  if (!practice?.agreementBlocksBooking) return false;
  const held = { practiceId, episodeId, status: { in: ['attended', ...toComeStatuses] } };
  return (await tx.session.count({ where: held })) > 0;
}
