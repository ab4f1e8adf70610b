import { fail } from '@heather/core';
import { localRangeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { placeWords, roomNames } from '../scheduling/session-rows.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { mostSessions, peopleOf, seenOf, sessionsInside } from './affected.ts';
import { mustReachTherapist } from './reach.ts';
import { planInput, routeSchema } from './shapes.ts';
import { offersUpToDays, spanOf, spanWords } from './span.ts';

const openOffers = ['held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client'];

/** Who loses which session, by which way each is told, and the very words. Nothing is written. */
export const preview = staffProcedure('absence.preview')
  .input(planInput)
  .output(
    z.strictObject({
      staff: z.strictObject({ id: z.string(), name: z.string(), isSelf: z.boolean() }),
      when: z.string(),
      todayOn: z.string(),
      sessions: z.array(
        z.strictObject({
          sessionId: z.string(),
          when: z.string(),
          place: z.string(),
          clients: z.array(z.strictObject({ id: z.string(), name: z.string() })),
        }),
      ),
      messages: z.array(
        z.strictObject({
          clientId: z.string(),
          name: z.string(),
          /** Words that may not stand in it. */
          names: z.array(z.string()),
          route: routeSchema,
          /** A mailbox that others read: these words, and no other. */
          guarded: z.boolean(),
          words: z.string(),
          telephone: z.string().nullable(),
          mayLeaveMessage: z.boolean(),
          messageAs: z.string().nullable(),
          hours: z.string().nullable(),
        }),
      ),
      mayOffer: z.boolean(),
      /** Places offered to people who wait, whose first session would fall inside. */
      offersInside: z.number(),
      /** Time away that is already said for some of these days. */
      overlapsId: z.string().nullable(),
      colleagues: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      seen: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { timeZone: zone } = ctx.practice;
    const therapist = await mustReachTherapist(ctx, input.staffId);
    const span = spanOf(input, zone, ctx.now());
    const [rows, overlap, offersInside, colleagues] = await Promise.all([
      sessionsInside(ctx.db, practiceId, therapist.id, span),
      overlapping(ctx.db, practiceId, therapist.id, span),
      ctx.db.offer.count({
        where: {
          practiceId,
          therapistId: therapist.id,
          state: { in: openOffers },
          startsLocal: { gte: input.fromOn, lt: `${input.untilOn}T24` },
        },
      }),
      ctx.db.staffMember.findMany({
        where: {
          practiceId,
          state: 'active',
          id: { not: therapist.id },
          staffRoleAsStaff: { some: { role: 'therapist' } },
        },
        select: { id: true, shortName: true },
        orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
        take: 300,
      }),
    ]);
    if (rows.length > mostSessions) return fail('too-large', { most: mostSessions });
    const mayOffer = span.days <= offersUpToDays && rows.length > 0;
    const [{ told, bySession }, rooms] = await Promise.all([
      peopleOf(ctx.db, practiceId, rows, mayOffer),
      roomNames(ctx.db, practiceId, rows),
    ]);
    const names = new Map(told.map(({ clientId, name }) => [clientId, name]));
    return {
      staff: { id: therapist.id, name: therapist.shortName, isSelf: therapist.id === staffId },
      when: spanWords({ startsAt: dateOf(span.startsAt), endsAt: dateOf(span.endsAt) }, zone),
      todayOn: localOn(ctx.now(), zone),
      sessions: rows.map((row) => ({
        sessionId: row.id,
        when: localRangeLabel(instantOf(row.startsAt), instantOf(row.endsAt), row.zone),
        place: placeWords(row, rooms),
        clients: (bySession.get(row.id) ?? []).map((id) => ({ id, name: names.get(id) ?? '' })),
      })),
      messages: told.map(({ sessionIds: _, times: __, ...one }) => ({
        ...one,
        names: [...one.names, ...therapist.fullName.split(' '), ctx.practice.name],
        telephone: one.route === 'telephone' || one.route === 'text' ? one.telephone : null,
      })),
      mayOffer,
      offersInside,
      overlapsId: overlap?.id ?? null,
      colleagues: colleagues.map(({ id, shortName }) => ({ id, name: shortName })),
      seen: seenOf(rows),
    };
  });

type Db = Parameters<typeof sessionsInside>[0];

/** Time away that is said already and touches this one. */
export function overlapping(
  db: Db,
  practiceId: string,
  staffId: string,
  span: { startsAt: Temporal.Instant; endsAt: Temporal.Instant },
) {
  return db.timeAway.findFirst({
    where: {
      practiceId,
      staffId,
      state: { in: ['standing', 'ended', 'over'] },
      startsAt: { lt: dateOf(span.endsAt) },
      endsAt: { gt: dateOf(span.startsAt) },
    },
    orderBy: { startsAt: 'asc' },
  });
}
