import { z } from 'zod';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { seesWhy } from './reach.ts';
import { awayKinds } from './shapes.ts';
import { spanWords } from './span.ts';

const lookBackDays = 30;
const most = 200;
const rowSchema = z.strictObject({
  id: z.string(),
  staffId: z.string(),
  name: z.string(),
  when: z.string(),
  phase: z.enum(['ahead', 'now', 'over', 'undone']),
  /** Null for whoever is not told why. */
  kind: z.enum(awayKinds).nullable(),
  covers: z.array(z.string()),
});

/** Who is away: oneself and those one covers for, or everybody for the desk. What is over for a month is no longer here. */
export const list = staffProcedure('absence.list')
  .output(
    z.strictObject({
      isDesk: z.boolean(),
      isTherapist: z.boolean(),
      ownId: z.string(),
      todayOn: z.string(),
      tomorrowOn: z.string(),
      rows: z.array(rowSchema),
      therapists: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const now = dateOf(ctx.now());
    const isDesk = ctx.scope === 'practice';
    const mayStart = roles.some((role) => role === 'manager' || role === 'front-desk');
    const [rows, therapists] = await Promise.all([
      ctx.db.timeAway.findMany({
        where: {
          practiceId,
          endsAt: { gt: dateOf(ctx.now().subtract({ hours: 24 * lookBackDays })) },
          ...(!isDesk && {
            OR: [{ staffId }, { coverAsAway: { some: { coverId: staffId, endsAt: { gt: now } } } }],
          }),
        },
        orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
        take: most,
        include: {
          staff: { select: { shortName: true } },
          coverAsAway: { where: { endsAt: { gt: now } }, select: { cover: { select: { shortName: true } } } },
        },
      }),
      mayStart
        ? ctx.db.staffMember.findMany({
            where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
            select: { id: true, shortName: true },
            orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
            take: 500,
          })
        : [],
    ]);
    return {
      isDesk,
      isTherapist: roles.includes('therapist'),
      ownId: staffId,
      todayOn: localOn(now, zone),
      tomorrowOn: Temporal.PlainDate.from(localOn(now, zone)).add({ days: 1 }).toString(),
      rows: rows.map((row) => ({
        id: row.id,
        staffId: row.staffId,
        name: row.staff.shortName,
        when: spanWords(row, zone),
        phase: phaseOf(row, now),
        kind: seesWhy(ctx, row.staffId) ? z.enum(awayKinds).parse(row.kind) : null,
        covers: row.coverAsAway.map(({ cover }) => cover.shortName),
      })),
      therapists: therapists.map(({ id, shortName }) => ({ id, name: shortName })),
    };
  });

export function phaseOf(row: { state: string; startsAt: Date; endsAt: Date }, now: Date) {
  if (row.state === 'undone') return 'undone' as const;
  if (row.endsAt <= now || row.endsAt <= row.startsAt) return 'over' as const;
  return row.startsAt > now ? ('ahead' as const) : ('now' as const);
}
