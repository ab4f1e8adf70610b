import { fail, idSchema } from '@heather/core';
import { dateLabel, localLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { roomNames } from '../scheduling/session-rows.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { chooseTime, leaveTimes } from './choose.ts';
import { lastDayWords } from './span.ts';

/** An absence is named on the client's page from so many days before it begins. */
const namedBeforeDays = 60;

/** Whose therapist is away and until when, who is there meanwhile, and the times that are held for me. */
export const mine = clientProcedure('absence.mine')
  .output(
    z.strictObject({
      away: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          /** Null: it has begun. */
          fromOn: z.string().nullable(),
          until: z.string(),
          cover: z.string().nullable(),
          keepsPlace: z.boolean(),
        }),
      ),
      again: z.array(
        z.strictObject({
          awaySessionId: z.string(),
          was: z.string(),
          times: z.array(z.strictObject({ id: z.string(), when: z.string(), where: z.string(), until: z.string() })),
          /** Their next usual time after it, where there is one. */
          next: z.string().nullable(),
        }),
      ),
    }),
  )
  .query(({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    // As the worker, and asked for this client alone: a client may not look at who is away, only learn it of their own therapist.
    return ctx.asWorker(async ({ db, now }) => {
      const at = now();
      return {
        away: await awayOf(db, practiceId, clientId, zone, at),
        again: await againOf(db, practiceId, clientId, zone, at),
      };
    });
  });

async function awayOf(db: Tx, practiceId: string, clientId: string, zone: string, now: Temporal.Instant) {
  const at = dateOf(now);
  const courses = await db.allocation.findMany({
    where: {
      practiceId,
      untilAt: null,
      episode: { state: { not: 'ended' }, episodeParticipantAsEpisode: { some: { clientId, leftAt: null } } },
    },
    select: { therapistId: true, episodeId: true },
  });
  if (courses.length === 0) return [];
  const [rows, series] = await Promise.all([
    db.timeAway.findMany({
      where: {
        practiceId,
        staffId: { in: courses.map(({ therapistId }) => therapistId) },
        state: { in: ['standing', 'ended'] },
        endsAt: { gt: at },
        startsAt: { lt: dateOf(now.add({ hours: 24 * namedBeforeDays })) },
      },
      orderBy: { startsAt: 'asc' },
      take: 3,
      include: {
        staff: { select: { fullName: true } },
        coverAsAway: {
          where: { endsAt: { gt: at } },
          orderBy: { startsAt: 'asc' },
          select: { cover: { select: { fullName: true } } },
        },
      },
    }),
    db.series.findMany({
      where: { practiceId, state: 'active', episodeId: { in: courses.map(({ episodeId }) => episodeId) } },
      select: { therapistId: true },
    }),
  ]);
  // One that was taken back before it began takes no time.
  const taking = rows.filter(({ startsAt, endsAt }) => endsAt > startsAt);
  return taking.map((row) => ({
    id: row.id,
    name: firstName(row.staff.fullName),
    fromOn: row.startsAt > at ? dateLabel(localOn(row.startsAt, zone)) : null,
    until: lastDayWords(row.endsAt, zone),
    cover: row.coverAsAway[0] ? firstName(row.coverAsAway[0].cover.fullName) : null,
    keepsPlace: series.some(({ therapistId }) => therapistId === row.staffId),
  }));
}

async function againOf(db: Tx, practiceId: string, clientId: string, zone: string, now: Temporal.Instant) {
  const at = dateOf(now);
  const fallen = await db.awaySession.findMany({
    where: {
      practiceId,
      state: 'offered',
      session: { sessionParticipantAsSession: { some: { clientId } } },
      awayTimeAsSession: { some: { state: 'held', lapsesAt: { gt: at } } },
    },
    orderBy: { session: { startsAt: 'asc' } },
    take: 20,
    select: {
      id: true,
      session: { select: { startsAt: true, zone: true, episodeId: true, placeKind: true, therapistId: true } },
      awayTimeAsSession: {
        where: { state: 'held', lapsesAt: { gt: at } },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        include: { therapist: { select: { fullName: true } } },
      },
    },
  });
  const rooms = await roomNames(
    db,
    practiceId,
    fallen.flatMap(({ awayTimeAsSession }) => awayTimeAsSession),
  );
  return Promise.all(
    fallen.map(async ({ id, session, awayTimeAsSession: times }) => {
      const next = await db.session.findFirst({
        where: {
          practiceId,
          episodeId: session.episodeId,
          seriesId: { not: null },
          status: { in: ['planned', 'moved'] },
          startsAt: { gt: at },
        },
        orderBy: { startsAt: 'asc' },
        select: { startsAt: true, zone: true },
      });
      return {
        awaySessionId: id,
        was: localLabel(instantOf(session.startsAt), session.zone),
        times: times.map((time) => ({
          id: time.id,
          when: localLabel(instantOf(time.startsAt), session.zone),
          where: `With ${firstName(time.therapist.fullName)}, ${
            session.placeKind === 'online'
              ? 'online'
              : session.placeKind === 'telephone'
                ? 'by telephone'
                : `in ${(time.roomId && rooms.get(time.roomId)?.name) || 'a room'}`
          }`,
          until: localLabel(instantOf(time.lapsesAt), zone),
        })),
        next: next && localLabel(instantOf(next.startsAt), next.zone),
      };
    }),
  );
}

const firstName = (fullName: string) => fullName.trim().split(/\s+/)[0] ?? fullName;

/** A session of mine that fell away, or not-found as for any other id. */
async function mustBeMine(ctx: ClientContext, awaySessionId: string): Promise<void> {
  const { practiceId, clientId } = ctx.actor;
  const found = await ctx.asWorker(({ db }) =>
    db.awaySession.findFirst({
      where: { practiceId, id: awaySessionId, session: { sessionParticipantAsSession: { some: { clientId } } } },
      select: { id: true },
    }),
  );
  if (!found) fail('not-found');
}

/** One tap: this held time instead. Pressed by both of a couple, or twice, it is booked once. */
export const choose = clientProcedure('absence.choose')
  .input(z.strictObject({ awayTimeId: idSchema('away-time') }))
  .output(z.strictObject({ sessionId: z.string(), when: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const time = await ctx.asWorker(({ db }) =>
      db.awayTime.findFirst({
        where: { practiceId, id: input.awayTimeId },
        select: { id: true, awaySessionId: true, state: true },
      }),
    );
    // What waits for a colleague's yes is nobody's yet.
    if (!time || time.state === 'asked' || time.state === 'declined') return fail('not-found');
    await mustBeMine(ctx, time.awaySessionId);
    const { sessionId, startsAt, zone } = await ctx.asWorker(({ write }) => chooseTime(write, practiceId, time));
    return { sessionId, when: localLabel(instantOf(startsAt), zone) };
  });

/** None of these: my next usual time is soon enough. */
export const leave = clientProcedure('absence.leave')
  .input(z.strictObject({ awaySessionId: idSchema('away-session') }))
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await mustBeMine(ctx, input.awaySessionId);
    await ctx.asWorker(({ write }) => leaveTimes(write, ctx.actor.practiceId, input.awaySessionId));
    return { done: true as const };
  });
