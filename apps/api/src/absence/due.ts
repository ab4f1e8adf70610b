import { expandSeries } from '@heather/scheduling';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { fillUntil } from '../scheduling/fill-series.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockAwaySession } from './choose.ts';
import { releaseTimes } from './hold-again.ts';

/** Weeks after an absence for which a standing time is kept in the diary: as long as the search for places looks. */
const keptWeeks = 12;

/** Times that nobody chose are free again, and a session without any left is not offered any more. Runs twice safely. */
export async function lapseTimes(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const at = dateOf(ctx.now());
  const [due, empty] = await Promise.all([
    ctx.db.awayTime.findMany({
      where: { practiceId, state: { in: ['held', 'asked'] }, lapsesAt: { lte: at } },
      select: { awaySessionId: true },
      take: 500,
    }),
    ctx.db.awaySession.findMany({
      where: { practiceId, state: 'offered', awayTimeAsSession: { none: { state: { in: ['held', 'asked'] } } } },
      select: { id: true },
      take: 500,
    }),
  ]);
  const ids = [...new Set([...due.map(({ awaySessionId }) => awaySessionId), ...empty.map(({ id }) => id)])];
  await eachRow(
    ctx,
    ids.map((id) => ({ id })),
    ({ id }) => ctx.write((tx) => lapseOne(tx, id)),
  );
}

async function lapseOne(tx: WriteTransaction, awaySessionId: string): Promise<void> {
  const { practiceId } = tx;
  const at = dateOf(tx.now());
  const fallen = await lockAwaySession(tx, awaySessionId);
  const over = await tx.awayTime.findMany({
    where: { practiceId, awaySessionId, state: { in: ['held', 'asked'] }, lapsesAt: { lte: at } },
    select: { id: true },
  });
  const ids = over.map(({ id }) => id);
  await tx.occupied.deleteMany({ where: { practiceId, awayTimeId: { in: ids } } });
  await tx.awayTime.updateMany({ where: { practiceId, id: { in: ids } }, data: { state: 'lapsed' } });
  const left = await tx.awayTime.count({ where: { practiceId, awaySessionId, state: { in: ['held', 'asked'] } } });
  if (left > 0 || fallen.state !== 'offered') return;
  await releaseTimes(tx, [awaySessionId], 'lapsed');
  await tx.awaySession.updateMany({
    where: { practiceId, id: awaySessionId },
    data: { state: 'lapsed', decidedAt: at },
  });
  await tx.audit('absence.times-lapsed', {
    subjectType: 'session',
    subjectId: fallen.sessionId,
    clientId: fallen.clientIds[0] ?? null,
  });
}

/**
 * An absence that is over and for which nobody still chooses: courses that count their sessions get theirs back at the end, one for each
 * that fell away and was not made up for. Once for each absence.
 */
export async function settleAbsences(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const over = await ctx.db.timeAway.findMany({
    where: {
      practiceId,
      settledAt: null,
      state: { in: ['standing', 'ended'] },
      endsAt: { lte: dateOf(ctx.now()) },
      awaySessionAsAway: { none: { state: 'offered' } },
    },
    select: { id: true },
    orderBy: { endsAt: 'asc' },
    take: 50,
  });
  await eachRow(ctx, over, ({ id }) => ctx.write((tx) => settleOne(tx, id)));
}

async function settleOne(tx: WriteTransaction, awayId: string): Promise<void> {
  const { practiceId } = tx;
  const { count } = await tx.timeAway.updateMany({
    where: { practiceId, id: awayId, settledAt: null },
    data: { settledAt: dateOf(tx.now()) },
  });
  if (count === 0) return;
  const away = await tx.timeAway.findFirst({ where: { practiceId, id: awayId } });
  if (!away) return;
  if (away.state === 'standing')
    await tx.timeAway.updateMany({ where: { practiceId, id: awayId }, data: { state: 'over' } });
  const counted = await tx.series.findMany({
    where: { practiceId, therapistId: away.staffId, state: 'active', count: { not: null } },
    orderBy: { id: 'asc' },
  });
  let given = 0;
  for (const series of counted) {
    const lost = await lostOf(tx, awayId, away, series);
    if (lost === 0) continue;
    const last = await tx.session.findFirst({
      where: { practiceId, seriesId: series.id, occurrenceKey: { not: null } },
      orderBy: { occurrenceKey: 'desc' },
      select: { occurrenceKey: true },
    });
    const lastOn = last?.occurrenceKey?.slice(0, 10);
    const isFilledFurther = lastOn && series.filledUntilOn && series.filledUntilOn.toISOString().slice(0, 10) > lastOn;
    await tx.series.updateMany({
      where: { practiceId, id: series.id },
      data: {
        count: { increment: lost },
        ...(isFilledFurther && { filledUntilOn: new Date(`${lastOn}T00:00:00Z`) }),
      },
    });
    given += lost;
  }
  await tx.audit('absence.settled', { subjectType: 'absence', subjectId: awayId, facts: { givenBack: given } });
}

type Counted = {
  id: string;
  startsLocal: string;
  zone: string;
  lengthMinutes: number;
  everyWeeks: number;
  count: number | null;
};

/** Sessions of this course that fell away and were not made up for, and weeks that were never filled because somebody was away. */
async function lostOf(
  tx: WriteTransaction,
  awayId: string,
  away: { startsAt: Date; endsAt: Date },
  series: Counted,
): Promise<number> {
  const { practiceId } = tx;
  const fallen = await tx.awaySession.count({
    where: { practiceId, awayId, state: { in: ['told', 'left', 'lapsed'] }, session: { seriesId: series.id } },
  });
  const there = await tx.session.findMany({
    where: { practiceId, seriesId: series.id, occurrenceKey: { not: null } },
    select: { occurrenceKey: true },
  });
  const keys = new Set(there.map(({ occurrenceKey }) => occurrenceKey));
  const rule = {
    start: series.startsLocal,
    zone: series.zone,
    durationMinutes: series.lengthMinutes,
    everyWeeks: series.everyWeeks,
    ...(series.count !== null && { count: series.count }),
  };
  const window = {
    from: instantOf(away.startsAt).toZonedDateTimeISO(series.zone),
    to: instantOf(away.endsAt).toZonedDateTimeISO(series.zone),
  };
  const unfilled =
    away.startsAt < away.endsAt ? expandSeries(rule, window).filter(({ key }) => !keys.has(key)).length : 0;
  return fallen + unfilled;
}

/**
 * A standing time is not given away while its therapist is long away: its sessions are filled until a quarter after the return, so that
 * whoever looks for a free place finds it taken.
 */
export async function keepPlaces(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const now = ctx.now();
  const long = await ctx.db.timeAway.findMany({
    where: {
      practiceId,
      state: { in: ['standing', 'ended'] },
      endsAt: { gt: dateOf(now.add({ hours: 24 * 7 * keptWeeks })) },
    },
    select: { staffId: true, endsAt: true },
    take: 50,
  });
  for (const { staffId, endsAt } of long) {
    const until = Temporal.PlainDate.from(localOn(endsAt, 'UTC')).add({ weeks: keptWeeks }).toString();
    const series = await ctx.db.series.findMany({
      where: {
        practiceId,
        therapistId: staffId,
        state: 'active',
        untilOn: null,
        OR: [{ filledUntilOn: null }, { filledUntilOn: { lt: new Date(`${until}T00:00:00Z`) } }],
      },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: 100,
    });
    await eachRow(ctx, series, ({ id }) => fillUntil(ctx, id, until));
  }
}
