import { dateOnSchema, fail, idSchema } from '@heather/core';
import { lockResources } from '@heather/database';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { mustReachCourse } from './reach.ts';
import { toComeStatuses } from './session-rows.ts';
import { tellOfTimes } from './tell.ts';

const endInput = z.strictObject({
  seriesId: idSchema('series'),
  /** The last day on which a session of it may stand. */
  lastOn: dateOnSchema,
});

async function loadSeries(ctx: StaffContext, seriesId: string) {
  const { practiceId } = ctx.actor;
  const series = await ctx.db.series.findFirst({ where: { practiceId, id: seriesId } });
  if (!series) return fail('not-found');
  await mustReachCourse(ctx, series.episodeId);
  return series;
}

/** Sessions of the series that have not begun, in order of time; by the day they have now, wherever they were moved from. */
async function toCome(db: Tx, practiceId: string, seriesId: string, now: Temporal.Instant) {
  const rows = await db.session.findMany({
    where: { practiceId, seriesId, status: { in: toComeStatuses }, startsAt: { gt: dateOf(now) } },
    select: { id: true, startsAt: true, zone: true },
    orderBy: { startsAt: 'asc' },
  });
  return rows.map((row) => ({ ...row, on: localOn(row.startsAt, row.zone) }));
}

/** What would fall away, and how many sessions stay. Nothing is written. */
export const previewEndSeries = staffProcedure('scheduling.previewEndSeries')
  .input(endInput)
  .output(
    z.strictObject({
      falling: z.array(z.strictObject({ id: z.string(), when: z.string() })),
      staying: z.number(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const series = await loadSeries(ctx, input.seriesId);
    const rows = await toCome(ctx.db, ctx.actor.practiceId, series.id, ctx.now());
    const falling = rows.filter(({ on }) => on > input.lastOn);
    return {
      falling: falling.map(({ id, startsAt, zone }) => ({
        id,
        when: localLabel(instantOf(startsAt), zone, { withYear: true }),
      })),
      staying: rows.length - falling.length,
    };
  });

/**
 * Ends a standing session after a day: what was to come behind it is cancelled by us, with nothing due, and its time is free at once. What
 * was, and what stands until that day, does not change. Submitted twice, it has ended once.
 * @throws conflict when other sessions would fall away than were shown
 */
export const endSeries = staffProcedure('scheduling.endSeries')
  .input(endInput.extend({ /** How many sessions the preview said fall away. */ falling: z.int().min(0).max(1000) }))
  .output(z.strictObject({ sessions: z.number(), toRing: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { id: seriesId, episodeId, therapistId, roomId } = await loadSeries(ctx, input.seriesId);
    const untilOn = new Date(`${input.lastOn}T00:00:00Z`);
    return ctx.write(async (tx) => {
      // In the order in which one session is moved: the rows first, then the time that they take.
      await tx.$queryRaw`SELECT id FROM session WHERE practice_id = ${practiceId}::uuid AND series_id = ${seriesId}::uuid
        AND starts_at > ${dateOf(tx.now())} ORDER BY id FOR UPDATE`;
      const people = await tx.episodeParticipant.findMany({
        where: { practiceId, episodeId, leftAt: null },
        select: { clientId: true },
        orderBy: { id: 'asc' },
      });
      const clientIds = people.map(({ clientId }) => clientId);
      await lockResources(tx, [
        { kind: 'therapist', resourceId: therapistId },
        ...(roomId ? [{ kind: 'room' as const, resourceId: roomId }] : []),
        ...clientIds.map((resourceId) => ({ kind: 'client' as const, resourceId })),
      ]);
      const series = await tx.series.findFirst({ where: { practiceId, id: seriesId } });
      const rows = await toCome(tx, practiceId, seriesId, tx.now());
      const ids = rows.filter(({ on }) => on > input.lastOn).map(({ id }) => id);
      const isDone = series?.untilOn?.getTime() === untilOn.getTime() && ids.length === 0;
      if (isDone) return { sessions: input.falling, toRing: 0 };
      if (ids.length !== input.falling) return fail('conflict');
      await tx.occupied.deleteMany({ where: { practiceId, sessionId: { in: ids } } });
      await tx.session.updateMany({
        where: { practiceId, id: { in: ids } },
        data: {
          status: 'cancelled-by-us',
          feeDuePence: 0,
          statusAt: dateOf(tx.now()),
          statusByKind: 'staff',
          statusById: staffId,
          icsSequence: { increment: 1 },
          version: { increment: 1 },
        },
      });
      const state = rows.length > ids.length ? 'active' : 'ended';
      await tx.series.updateMany({ where: { practiceId, id: seriesId }, data: { untilOn, state } });
      // What could not be placed after its last day need not be any more.
      await tx.seriesGap.updateMany({
        where: { practiceId, seriesId, state: 'open', occurrenceKey: { gt: `${input.lastOn}T99` } },
        data: { state: 'left-out', settledAt: dateOf(tx.now()), settledById: staffId },
      });
      await tx.audit('series.ended', {
        subjectType: 'series',
        subjectId: seriesId,
        clientId: clientIds[0] ?? null,
        changes: ['untilOn', 'state'],
        facts: { sessions: ids.length },
      });
      if (ids.length === 0) return { sessions: 0, toRing: 0 };
      const event = `${seriesId}:until:${input.lastOn}`;
      const { toRing } = await tellOfTimes(tx, 'session-changed', event, { clientIds, therapistId });
      return { sessions: ids.length, toRing };
    });
  });
