import { fail, idSchema } from '@heather/core';
import { dateLabel, findSlots, type Slot, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { loadOwnSession } from './own-sessions.ts';
import type { SessionRow } from './session-rows.ts';

/** A client moves to a time in the next four weeks, at least a day ahead: nobody is surprised by somebody at the door. */
const lookDays = 28;
const noticeMinutes = 24 * 60;
/** Few to choose from at a time: three a day. */
const mostADay = 3;

/**
 * Every time to which this session can move: its therapist works and is free, the room is free, and so is everybody who comes.
 * @param look from when on and how far, and with `orSame` its own time too; a client's own move when left out
 */
export async function movingSlots(
  db: Tx,
  practiceId: string,
  row: SessionRow,
  now: Temporal.Instant,
  look: { from: Temporal.Instant; days: number; noticeMinutes: number; orSame?: boolean } = {
    from: now,
    days: lookDays,
    noticeMinutes,
  },
): Promise<Slot[]> {
  const from = Temporal.Instant.compare(look.from, now) < 0 ? now : look.from;
  const to = from.add({ hours: 24 * look.days });
  const people = await db.sessionParticipant.findMany({
    where: { practiceId, sessionId: row.id },
    select: { clientId: true },
  });
  const clientIds = people.map(({ clientId }) => clientId);
  const overlaps = { startsAt: { lt: dateOf(to) }, endsAt: { gt: dateOf(now) } };
  const resourceIds = [row.therapistId, ...(row.roomId ? [row.roomId] : []), ...clientIds];
  const [hours, occupied, absences, room] = await Promise.all([
    db.availability.findMany({
      where: { practiceId, OR: [{ staffId: row.therapistId }, { roomId: row.roomId ?? row.id }] },
    }),
    db.occupied.findMany({
      where: { practiceId, active: true, resourceId: { in: resourceIds }, ...overlaps },
      select: { kind: true, startsAt: true, endsAt: true, sessionId: true },
      orderBy: { startsAt: 'asc' },
    }),
    db.absence.findMany({ where: { practiceId, OR: [{ staffId: row.therapistId }, { staffId: null }], ...overlaps } }),
    row.roomId ? db.room.findFirst({ where: { practiceId, id: row.roomId }, select: { id: true } }) : null,
  ]);
  const span = (one: { startsAt: Date; endsAt: Date }) => ({
    startsAt: instantOf(one.startsAt),
    endsAt: instantOf(one.endsAt),
  });
  const taken = (kind: string) => occupied.filter((one) => one.kind === kind && one.sessionId !== row.id).map(span);
  const patterns = (rows: typeof hours) =>
    rows.map((one) => ({
      weekday: one.weekday,
      startsLocal: one.startsLocal,
      endsLocal: one.endsLocal,
      validFromOn: one.validFromOn.toISOString().slice(0, 10),
      validUntilOn: one.validUntilOn?.toISOString().slice(0, 10) ?? null,
    }));
  return findSlots({
    now,
    from,
    to,
    zone: row.zone,
    place: row.placeKind as 'room',
    durationMinutes: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
    stepMinutes: 30,
    noticeMinutes: look.noticeMinutes,
    therapists: [
      {
        id: row.therapistId,
        patterns: patterns(hours.filter(({ staffId }) => staffId !== null)),
        absences: absences.map(span),
        busy: taken('therapist'),
      },
    ],
    ...(room && {
      rooms: [{ id: room.id, patterns: patterns(hours.filter(({ roomId }) => roomId !== null)), busy: taken('room') }],
    }),
    clientBusy: taken('client'),
  }).filter(({ startsAt }) => look.orSame === true || startsAt.epochMilliseconds !== row.startsAt.getTime());
}

/** As the worker: a client may not look at a diary, only learn which times are free. */
export function slotsFor(ctx: ClientContext, row: SessionRow): Promise<Slot[]> {
  return ctx.asWorker(({ db, now }) => movingSlots(db, ctx.actor.practiceId, row, now()));
}

export const freeTimes = clientProcedure('scheduling.freeTimes')
  .input(z.strictObject({ sessionId: idSchema('session') }))
  .output(
    z.strictObject({
      days: z.array(
        z.strictObject({
          on: z.string(),
          label: z.string(),
          times: z.array(z.strictObject({ startsAt: z.string(), time: z.string() })),
        }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const row = await loadOwnSession(ctx, input.sessionId);
    const slots = await slotsFor(ctx, row);
    const days = new Map<string, { startsAt: string; time: string }[]>();
    for (const { startsAt } of slots) {
      const on = localOn(startsAt, row.zone);
      days.set(on, [...(days.get(on) ?? []), { startsAt: startsAt.toString(), time: timeLabel(startsAt, row.zone) }]);
    }
    return { days: [...days].map(([on, times]) => ({ on, label: dateLabel(on), times: spread(times) })) };
  });

/** The first, the last and one between: a morning, a midday, an evening. */
function spread<T>(times: readonly T[]): T[] {
  if (times.length <= mostADay) return [...times];
  return [times[0], times[Math.floor(times.length / 2)], times.at(-1)].filter((one) => one !== undefined);
}

/** @throws scheduling/slot-taken when the time is not one that was free a moment ago */
export function mustBeFree(slots: readonly Slot[], startsAt: Temporal.Instant): void {
  if (!slots.some((slot) => slot.startsAt.epochMilliseconds === startsAt.epochMilliseconds))
    fail('scheduling/slot-taken');
}
