import { randomUUID } from 'node:crypto';
import { type AskPlan, dueAdministrations, opensHoursBefore } from '@heather/alliance';
import { isMeasureKey, type MeasureKey, measureKeys, measures } from '@heather/outcomes';
import { loadSafetyNet } from '../alerts/safety-net.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { withinPracticeBurden } from './asked-lately.ts';
import { askable } from './definitions.ts';
import { dateOf, instantOf } from './instants.ts';

type Due = {
  planId: string;
  clientId: string;
  episodeId: string;
  sessionId: string;
  measureKey: string;
  closesAt: Temporal.Instant;
};

/** So many clients in one transaction: short enough that nobody waits long for the lock. */
const batchSize = 50;

/**
 * Opens what is due before the sessions of the next two days, within the cap, and says so by one neutral mail a session. Closes what
 * its time has left behind. Runs twice safely: one plan asks once before one session.
 */
export async function openDueMeasures(ctx: JobContext): Promise<void> {
  await closeLate(ctx);
  const due = await findDue(ctx);
  for (let at = 0; at < due.length; at += batchSize) {
    const batch = due.slice(at, at + batchSize);
    await ctx.write((tx) => openBatch(tx, batch));
  }
}

async function findDue(ctx: JobContext): Promise<Due[]> {
  const { db, practiceId } = ctx;
  const now = ctx.now();
  const takesPlace = { status: { in: ['planned', 'moved', 'attended'] } };
  const select = { id: true, episodeId: true, startsAt: true, endsAt: true } as const;
  const soon = await db.session.findMany({
    where: {
      practiceId,
      ...takesPlace,
      endsAt: { gt: dateOf(now) },
      startsAt: { lte: dateOf(now.add({ hours: opensHoursBefore })) },
    },
    orderBy: { startsAt: 'asc' },
    select,
  });
  if (soon.length === 0) return [];
  const plans = await db.measurePlan.findMany({
    where: {
      practiceId,
      episodeId: { in: [...new Set(soon.map(({ episodeId }) => episodeId))] },
      measureKey: { in: [...measureKeys] },
      cadence: { not: 'in-session' },
      OR: [{ endedAt: null }, { endedAt: { gt: dateOf(now) } }],
    },
    orderBy: { startsAt: 'asc' },
  });
  if (plans.length === 0) return [];
  // Only "every few sessions" has to count the sessions that were; the others need those of the next two days.
  const counting = [...new Set(plans.flatMap(({ cadence, episodeId }) => (cadence === 'every-n' ? episodeId : [])))];
  const [counted, history, usable] = await Promise.all([
    db.session.findMany({
      where: {
        practiceId,
        ...takesPlace,
        episodeId: { in: counting },
        startsAt: { lte: dateOf(now.add({ hours: 7 * 24 })) },
      },
      orderBy: { startsAt: 'asc' },
      select,
    }),
    db.administration.findMany({
      where: { practiceId, planId: { in: plans.map(({ id }) => id) } },
      select: { planId: true, sessionId: true },
    }),
    usableLadders(ctx, [...new Set(plans.map(({ episodeId }) => episodeId))]),
  ]);
  const given = history.flatMap(({ planId, sessionId }) => (planId && sessionId ? [{ planId, sessionId }] : []));
  const wasGiven = new Set(given.map(({ planId }) => planId));
  return plans.flatMap((plan) => {
    if (plan.cadence === 'first' && wasGiven.has(plan.id)) return [];
    if (askable(plan.measureKey as MeasureKey, usable.get(plan.episodeId) ?? false) !== 'alone') return [];
    const own = (plan.cadence === 'every-n' ? counted : soon)
      .filter(({ episodeId }) => episodeId === plan.episodeId)
      .map(({ id, startsAt, endsAt }) => ({
        id,
        startsAt: instantOf(startsAt),
        endsAt: instantOf(endsAt),
        takesPlace: true,
      }));
    const ask: AskPlan = {
      id: plan.id,
      what: plan.measureKey,
      cadence: plan.cadence as AskPlan['cadence'],
      everyN: plan.everyN,
      startsAt: instantOf(plan.startsAt),
      endedAt: plan.endedAt && instantOf(plan.endedAt),
    };
    const { clientId, episodeId, measureKey } = plan;
    return dueAdministrations(ask, own, given, now).map(({ planId, sessionId, closesAt }) => {
      return { planId, clientId, episodeId, sessionId, measureKey, closesAt };
    });
  });
}

/** Whether each course has a usable ladder: asked once a therapist, not once a course. */
async function usableLadders(ctx: JobContext, episodeIds: readonly string[]): Promise<Map<string, boolean>> {
  const { db, practiceId } = ctx;
  const usable = new Map<string, boolean>();
  const practice = await db.practice.findFirst({ where: { id: practiceId }, select: { id: true, timeZone: true } });
  if (!practice) return usable;
  const allocations = await db.allocation.findMany({
    where: { practiceId, episodeId: { in: [...episodeIds] }, untilAt: null },
    orderBy: { fromAt: 'asc' },
    select: { episodeId: true, therapistId: true },
  });
  const known = new Map<string, boolean>();
  for (const { episodeId, therapistId } of allocations) {
    const isKnown = known.get(therapistId);
    const isUsable = isKnown ?? (await loadSafetyNet(db, practice, therapistId, ctx.now())).isUsable;
    known.set(therapistId, isUsable);
    usable.set(episodeId, isUsable);
  }
  return usable;
}

async function openBatch(tx: WriteTransaction, batch: readonly Due[]): Promise<void> {
  const { practiceId } = tx;
  const now = tx.now();
  const allowed = await withinPracticeBurden(tx, practiceId, batch, now);
  // Under the lock now: what another run has opened meanwhile is not opened again.
  const there = await tx.administration.findMany({
    where: { practiceId, planId: { in: allowed.map(({ planId }) => planId) } },
    select: { planId: true, sessionId: true },
  });
  for (const due of allowed) {
    if (there.some(({ planId, sessionId }) => planId === due.planId && sessionId === due.sessionId)) continue;
    const id = randomUUID();
    const { clientId, episodeId, sessionId, planId, measureKey } = due;
    await tx.administration.createMany({
      data: [
        {
          practiceId,
          id,
          clientId,
          episodeId,
          sessionId,
          planId,
          measureKey,
          definitionVersion: isMeasureKey(measureKey) ? measures[measureKey].version : '',
          dueAt: dateOf(now),
          closesAt: dateOf(due.closesAt),
          state: 'open',
          collection: 'online',
        },
      ],
    });
    await tx.audit('measure.sent', { subjectType: 'administration', subjectId: id, clientId });
    await queueMail(tx, {
      clientId,
      template: 'things-to-do',
      params: { url: `${tx.shell.addresses.clientUrl}/` },
      key: `measures:${clientId}:${sessionId}`,
    });
  }
}

/** Its session is over: nothing more is needed. What was kept stays kept; a safety answer in it has long acted. */
async function closeLate(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const where = { practiceId, state: { in: ['open', 'begun', 'not-today'] }, closesAt: { lte: dateOf(ctx.now()) } };
  if (!(await ctx.db.administration.findFirst({ where, select: { id: true } }))) return;
  await ctx.write(async (tx) => {
    const late = await tx.administration.findMany({ where, select: { id: true, clientId: true }, take: 500 });
    for (const { id, clientId } of late) {
      const { count } = await tx.administration.updateMany({
        where: { ...where, id },
        data: { state: 'closed', version: { increment: 1 } },
      });
      if (count > 0) await tx.audit('measure.closed', { subjectType: 'administration', subjectId: id, clientId });
    }
  });
}
