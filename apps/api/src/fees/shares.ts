import { fail, idSchema } from '@heather/core';
import { lockName, Prisma } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { dayOf, dayOrNull } from './arrangements.ts';
import { dayInput } from './money-input.ts';
import { type EarningLine, monthShare, rateOn, type ShareRate } from './rules/shares.ts';

const monthInput = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

type LineRow = {
  therapist_id: string;
  name: string;
  session_id: string;
  session_on: string;
  month: string;
  effect_pence: bigint;
};

/**
 * What each therapist receives for a month, from the ledger's lines: charges of their sessions less what was let go and put right in
 * that month. The manager sees all, a therapist their own; whoever had no line that month and has no rate is left out.
 */
export const shares = staffProcedure('fees.shares')
  .input(z.strictObject({ month: monthInput }))
  .output(
    z.strictObject({
      isAll: z.boolean(),
      therapists: z.array(
        z.strictObject({
          staffId: z.string(),
          name: z.string(),
          rate: z
            .strictObject({
              kind: z.enum(['percent', 'fixed']),
              points: z.number().nullable(),
              pence: z.number().nullable(),
            })
            .nullable(),
          sessions: z.number(),
          keptPence: z.number(),
          sharePence: z.number(),
          withoutRate: z.number(),
        }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { month } = input;
    const isAll = ctx.scope === 'practice';
    const zone = ctx.practice.timeZone;
    const first = Temporal.PlainDate.from(`${month}-01`);
    const fromAt = dateOf(first.toZonedDateTime(zone).toInstant());
    const until = first.add({ months: 1 });
    const untilAt = dateOf(until.toZonedDateTime(zone).toInstant());
    const lastOn = until.subtract({ days: 1 }).toString();
    const whose = isAll ? null : staffId;
    const [rates, rows, therapists] = await Promise.all([
      ctx.db.therapistShare.findMany({ where: { practiceId, ...(whose && { staffId: whose }) } }),
      // Only sessions with a line in the month; of those, all lines before its end: earlier ones say whether one was counted.
      ctx.db.$queryRaw<LineRow[]>(Prisma.sql`
        SELECT s.therapist_id, t.short_name AS name, e.session_id, to_char(s.starts_at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS session_on,
          to_char(e.at AT TIME ZONE ${zone}, 'YYYY-MM') AS month, sum(e.effect_pence) AS effect_pence
        FROM (SELECT DISTINCT session_id FROM ledger_entry WHERE practice_id = ${practiceId}::uuid AND at >= ${fromAt} AND at < ${untilAt}
            AND session_id IS NOT NULL AND kind NOT IN ('payment', 'refund')) m
          JOIN session s ON s.practice_id = ${practiceId}::uuid AND s.id = m.session_id
          JOIN ledger_entry e ON e.practice_id = ${practiceId}::uuid AND e.session_id = m.session_id
          JOIN staff_member t ON t.practice_id = ${practiceId}::uuid AND t.id = s.therapist_id
        WHERE e.at < ${untilAt} AND e.kind NOT IN ('payment', 'refund') AND (${whose}::uuid IS NULL OR s.therapist_id = ${whose}::uuid)
        GROUP BY 1, 2, 3, 4, 5`),
      ctx.db.staffMember.findMany({
        where: {
          practiceId,
          state: 'active',
          staffRoleAsStaff: { some: { role: 'therapist' } },
          ...(whose && { id: whose }),
        },
        select: { id: true, shortName: true },
      }),
    ]);
    const names = new Map([
      ...therapists.map(({ id, shortName }) => [id, shortName] as const),
      ...rows.map((row) => [row.therapist_id, row.name] as const),
    ]);
    const lines = Map.groupBy(rows, (row) => row.therapist_id);
    return {
      isAll,
      therapists: [...names]
        .map(([id, name]) => {
          const own = rates.filter((rate) => rate.staffId === id).map(rateOf);
          const report = monthShare(month, (lines.get(id) ?? []).map(lineOf), own);
          const rate = rateOn(own, lastOn);
          return {
            staffId: id,
            name,
            rate: rate && { kind: rate.kind, points: rate.points, pence: rate.pence },
            ...report,
          };
        })
        .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    };
  });

const lineOf = (row: LineRow): EarningLine => ({
  sessionId: row.session_id,
  sessionOn: row.session_on,
  month: row.month,
  effectPence: Number(row.effect_pence),
});
const rateOf = (row: {
  kind: string;
  points: number | null;
  pence: number | null;
  fromOn: Date;
  untilOn: Date | null;
}): ShareRate => ({
  kind: row.kind as ShareRate['kind'],
  points: row.points,
  pence: row.pence,
  fromOn: dayOf(row.fromOn),
  untilOn: dayOrNull(row.untilOn),
});

/**
 * What a therapist receives from a day on; the rate before ends the day before. A day for which a report was read already may be given
 * another rate: the report follows.
 * @throws conflict when a rate begins on that day already with another sum
 */
export const setShare = staffProcedure('fees.setShare')
  .input(
    z
      .strictObject({
        staffId: idSchema('staff'),
        kind: z.enum(['percent', 'fixed']),
        points: z.int().min(0).max(10_000).nullable(),
        pence: z.int().min(0).max(1_000_000).nullable(),
        fromOn: dayInput,
      })
      .refine((one) => (one.kind === 'percent') === (one.points !== null), { path: ['points'] })
      .refine((one) => (one.kind === 'fixed') === (one.pence !== null), { path: ['pence'] }),
  )
  .output(z.strictObject({ fromOn: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId: setById } = ctx.actor;
    const { staffId, kind, points, pence, fromOn } = input;
    return ctx.write(async (tx) => {
      const whose = { practiceId, staffId };
      await lockName(tx, `share:${practiceId}:${staffId}`);
      const role = await tx.staffRole.findFirst({ where: { ...whose, role: 'therapist' }, select: { id: true } });
      if (!role) return fail('not-found');
      const day = new Date(fromOn);
      const there = await tx.therapistShare.findFirst({ where: { ...whose, fromOn: day } });
      if (there) {
        const isSame = there.kind === kind && there.points === points && there.pence === pence;
        return isSame ? { fromOn } : fail('conflict');
      }
      await tx.therapistShare.updateMany({
        where: { ...whose, fromOn: { lt: day }, OR: [{ untilOn: null }, { untilOn: { gte: day } }] },
        data: { untilOn: new Date(day.getTime() - 86_400_000) },
      });
      await tx.therapistShare.createMany({
        data: [{ ...whose, kind, points, pence, fromOn: day, setById, setAt: dateOf(tx.now()) }],
      });
      await tx.audit('fee.share-set', {
        subjectType: 'staff',
        subjectId: staffId,
        facts: { kind, points: points ?? 0, pence: pence ?? 0, fromOn },
      });
      return { fromOn };
    });
  });
