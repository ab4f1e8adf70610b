import { dateOnSchema, idSchema } from '@heather/core';
import { dateLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { ownCourses } from '../agreements/reach.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { heldBy } from './reach.ts';
import { findSessions, staffSessionSchema, toStaffSessions } from './session-rows.ts';
import { windowOf } from './standing-plan.ts';

/** One week, Monday to Sunday: the whole practice for the desk, their own for a therapist. Names, times, rooms, states. */
export const diary = staffProcedure('scheduling.diary')
  .input(
    z.strictObject({
      /** Any day of the week; left out: this week. */
      on: dateOnSchema.optional(),
      /** One therapist's week; for the desk alone. */
      therapistId: idSchema('staff').optional(),
    }),
  )
  .output(
    z.strictObject({
      isDesk: z.boolean(),
      mayChange: z.boolean(),
      label: z.string(),
      mondayOn: z.string(),
      previousOn: z.string(),
      nextOn: z.string(),
      todayOn: z.string(),
      nowTime: z.string(),
      therapists: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      days: z.array(z.strictObject({ on: z.string(), label: z.string(), sessions: z.array(staffSessionSchema) })),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const { timeZone } = ctx.practice;
    const now = ctx.now();
    const todayOn = localOn(now, timeZone);
    const day = Temporal.PlainDate.from(input.on ?? todayOn);
    const monday = day.subtract({ days: day.dayOfWeek - 1 });
    const isDesk = ctx.scope === 'practice';
    const window = windowOf(monday.toString(), monday.add({ days: 6 }).toString(), timeZone);
    const therapistId = isDesk ? input.therapistId : staffId;
    const { episodeIds } = await ownCourses(ctx);
    const [rows, therapists] = await Promise.all([
      findSessions(ctx.db, {
        practiceId,
        ...(therapistId && { therapistId }),
        // What is over with somebody who went on with another therapist is no longer in this one's weeks.
        ...(episodeIds && { OR: [{ episodeId: { in: episodeIds } }, heldBy(staffId, now)] }),
        startsAt: { gte: dateOf(window.from.toInstant()), lt: dateOf(window.to.toInstant()) },
      }),
      isDesk ? therapistNames(ctx.db, practiceId) : [],
    ]);
    const sessions = await toStaffSessions(ctx.db, practiceId, rows, { by: staffId, now });
    const days = Array.from({ length: 7 }, (_, index) => monday.add({ days: index }).toString());
    return {
      isDesk,
      mayChange: roles.some((role) => role === 'manager' || role === 'front-desk' || role === 'therapist'),
      label: `${dateLabel(monday.toString())} to ${dateLabel(monday.add({ days: 6 }).toString(), { withYear: true })}`,
      mondayOn: monday.toString(),
      previousOn: monday.subtract({ days: 7 }).toString(),
      nextOn: monday.add({ days: 7 }).toString(),
      todayOn,
      nowTime: timeLabel(now, timeZone),
      therapists,
      days: days.map((on) => ({
        on,
        label: dateLabel(on),
        sessions: sessions.filter((one) => localOn(Temporal.Instant.from(one.startsAt), timeZone) === on),
      })),
    };
  });

async function therapistNames(db: Parameters<typeof findSessions>[0], practiceId: string) {
  const rows = await db.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
    select: { id: true, shortName: true },
    orderBy: { shortName: 'asc' },
  });
  return rows.map(({ id, shortName }) => ({ id, name: shortName }));
}
