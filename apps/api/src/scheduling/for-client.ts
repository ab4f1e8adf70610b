import { idSchema } from '@heather/core';
import { dateLabel, seriesLabel } from '@heather/scheduling';
import { z } from 'zod';
import { agreementLine, currentAgreement } from '../agreements/current-agreement.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { activeRooms } from './get-session.ts';
import { loadCourseFor } from './reach.ts';
import { findSessions, placeWords, roomNames, staffSessionSchema, toStaffSessions } from './session-rows.ts';

const roomSchema = z.strictObject({ id: z.string(), name: z.string() });

/** One client's times: what is agreed, the standing session, what is to come and what was. Nothing clinical. */
export const forClient = staffProcedure('scheduling.forClient')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string() }),
      /** Null: no course yet, so nothing can be booked. */
      episodeState: z.string().nullable(),
      mayBook: z.boolean(),
      /** The signed agreement in a line, and where the standing session may begin. */
      agreed: z
        .strictObject({
          line: z.string(),
          day: z.number(),
          time: z.string(),
          everyWeeks: z.number(),
          placeKind: z.string(),
          plannedSessions: z.number().nullable(),
          suggestedFirstOn: z.string(),
          suggestedRoomId: z.string().nullable(),
        })
        .nullable(),
      series: z
        .strictObject({
          id: z.string(),
          label: z.string(),
          place: z.string(),
          minutes: z.number(),
          count: z.number().nullable(),
          bookedUntilOn: z.string().nullable(),
          /** 'Tuesday 2 March 2027', once an end was set. */
          lastDay: z.string().nullable(),
        })
        .nullable(),
      toCome: z.array(staffSessionSchema),
      past: z.array(staffSessionSchema),
      rooms: z.array(roomSchema),
      defaultMinutes: z.number(),
      todayOn: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const now = ctx.now();
    const todayOn = localOn(now, ctx.practice.timeZone);
    const { clientName, episode } = await loadCourseFor(ctx, input.clientId);
    const client = { id: input.clientId, name: clientName };
    const mayBook = roles.some((role) => role === 'manager' || role === 'front-desk' || role === 'therapist');
    const rooms = await activeRooms(ctx.db, practiceId);
    if (!episode) {
      const none = { episodeState: null, agreed: null, series: null, toCome: [], past: [], defaultMinutes: 50 };
      return { client, mayBook: false, rooms, todayOn, ...none };
    }
    const where = { practiceId, episodeId: episode.id };
    const [agreement, series, toCome, past] = await Promise.all([
      currentAgreement(ctx.db, practiceId, episode.id),
      ctx.db.series.findFirst({ where: { ...where, state: 'active' }, orderBy: { createdAt: 'desc' } }),
      findSessions(ctx.db, { ...where, endsAt: { gt: dateOf(now) } }, { take: 60 }),
      findSessions(ctx.db, { ...where, endsAt: { lte: dateOf(now) } }, { take: 60, latestFirst: true }),
    ]);
    const shown = await toStaffSessions(ctx.db, practiceId, [...toCome, ...past], { by: staffId, now });
    const isAgreed = agreement?.state === 'agreed';
    const names = await roomNames(ctx.db, practiceId, series ? [series] : []);
    return {
      client,
      episodeState: episode.state,
      mayBook: mayBook && episode.state !== 'ended',
      agreed: isAgreed ? await agreedPart(ctx.db, practiceId, agreement, now) : null,
      series: series && {
        id: series.id,
        label: seriesLabel({ start: series.startsLocal, everyWeeks: series.everyWeeks }),
        place: placeWords(series, names),
        minutes: series.lengthMinutes,
        count: series.count,
        bookedUntilOn: series.filledUntilOn?.toISOString().slice(0, 10) ?? null,
        lastDay: series.untilOn && dateLabel(series.untilOn.toISOString().slice(0, 10), { withYear: true }),
      },
      toCome: shown.slice(0, toCome.length),
      past: shown.slice(toCome.length),
      rooms,
      defaultMinutes: agreement?.frame.lengthMinutes ?? 50,
      todayOn,
    };
  });

type Agreement = NonNullable<Awaited<ReturnType<typeof currentAgreement>>>;

async function agreedPart(
  db: Parameters<typeof findSessions>[0],
  practiceId: string,
  agreement: Agreement,
  now: Temporal.Instant,
) {
  const { frame, offerId } = agreement;
  const offer = offerId
    ? await db.offer.findFirst({ where: { practiceId, id: offerId }, select: { startsLocal: true, roomId: true } })
    : null;
  return {
    line: agreementLine(frame),
    day: frame.day,
    time: frame.time,
    everyWeeks: frame.everyWeeks,
    placeKind: frame.place.kind,
    plannedSessions: frame.plannedSessions ?? null,
    suggestedFirstOn: firstDay(frame, offer?.startsLocal.slice(0, 10) ?? null, now),
    suggestedRoomId: offer?.roomId ?? null,
  };
}

/** The day that was offered while it lies ahead, else the next one of the agreed weekday. */
function firstDay(frame: Agreement['frame'], offeredOn: string | null, now: Temporal.Instant): string {
  const isAhead = (on: Temporal.PlainDate) =>
    Temporal.Instant.compare(on.toZonedDateTime({ timeZone: frame.zone, plainTime: frame.time }).toInstant(), now) > 0;
  if (offeredOn !== null) {
    const offered = Temporal.PlainDate.from(offeredOn);
    if (offered.dayOfWeek === frame.day && isAhead(offered)) return offeredOn;
  }
  const today = now.toZonedDateTimeISO(frame.zone).toPlainDate();
  const next = today.add({ days: (frame.day - today.dayOfWeek + 7) % 7 });
  return (isAhead(next) ? next : next.add({ days: 7 })).toString();
}
