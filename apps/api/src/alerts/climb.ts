import { type LadderState, ladderStep, type Tier } from '@heather/outcomes';
import { eachRow } from '../jobs/each-row.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { therapistOf } from '../measures/load-course.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { noteHop, tellHolder } from './raise-alerts.ts';
import { loadSafetyNet } from './safety-net.ts';

/**
 * Every open alert stands where the clock and the ladder say: past its time it goes to the next person, as often as time has gone by,
 * also when nobody looked for a night. Runs twice safely: each alert is looked at under its own lock.
 */
export async function climbAlerts(ctx: JobContext): Promise<void> {
  const open = await ctx.db.riskAlert.findMany({
    where: { practiceId: ctx.practiceId, state: 'open' },
    select: { id: true },
    orderBy: { raisedAt: 'asc' },
  });
  if (open.length === 0) return;
  const practice = await ctx.db.practice.findFirst({
    where: { id: ctx.practiceId },
    select: { id: true, timeZone: true },
  });
  if (!practice) return;
  await eachRow(ctx, open, ({ id }) => ctx.write((tx) => climbOne(tx, practice, id)));
}

type OpenAlert = NonNullable<Awaited<ReturnType<typeof lockAlert>>>;

async function climbOne(tx: WriteTransaction, practice: { id: string; timeZone: string }, id: string): Promise<void> {
  const alert = await lockAlert(tx, id);
  if (!alert) return;
  const now = tx.now();
  const { practiceId } = tx;
  const therapistId = await therapistOf(tx, practiceId, alert.administration.episodeId);
  const net = await loadSafetyNet(tx, practice, therapistId ?? alert.holderId, now);
  const hops = await tx.riskAlertHop.findMany({
    where: { practiceId, alertId: id, kind: { in: ['raised', 'passed'] }, at: { gte: alert.raisedAt } },
    select: { staffId: true, at: true },
  });
  const step = ladderStep(
    {
      raisedAt: instantOf(alert.raisedAt),
      tier: alert.tier as Tier,
      promisedBy: instantOf(alert.promisedByAt),
      hops: hops.flatMap(({ staffId, at }) => (staffId ? [{ staffId, at: instantOf(at) }] : [])),
      acknowledgedAt: null,
      hours: net.hours,
      zone: net.zone,
      ladder: net.ladder,
    },
    now,
  );
  // With nobody left on the ladder it stays with its holder, and the manager sees that it is unanswered.
  if (step.usable) await record(tx, alert, step, now);
}

async function record(tx: WriteTransaction, alert: OpenAlert, step: LadderState, now: Temporal.Instant): Promise<void> {
  for (const { staffId, at } of step.due) await pass(tx, alert, staffId, at);
  const { holder } = step;
  const isMoved = holder.staffId !== alert.holderId;
  // Somebody went away, or came to stand there: handed over although no hour has run out.
  if (isMoved && !step.due.some(({ staffId }) => staffId === holder.staffId))
    await pass(tx, alert, holder.staffId, now);
  const passesAt = step.passesAt && dateOf(step.passesAt);
  if (!isMoved && passesAt?.getTime() === alert.passesAt?.getTime()) return;
  await tx.riskAlert.updateMany({
    where: { practiceId: tx.practiceId, id: alert.id, state: 'open' },
    data: {
      holderId: holder.staffId,
      passesAt,
      ...(isMoved && { heldSinceAt: dateOf(step.heldSinceAt) }),
    },
  });
}

async function pass(tx: WriteTransaction, alert: OpenAlert, staffId: string, at: Temporal.Instant): Promise<void> {
  await noteHop(tx, alert, 'passed', staffId, at);
  await tx.audit('alert.passed', { subjectType: 'alert', subjectId: alert.id, clientId: alert.clientId });
  await tellHolder(tx, alert.id, staffId, at);
}

/** The row is written to itself first: that takes its lock, so that a second sweep or an acknowledgement waits for this one. */
async function lockAlert(tx: WriteTransaction, id: string) {
  const { practiceId } = tx;
  const { count } = await tx.riskAlert.updateMany({
    where: { practiceId, id, state: 'open' },
    data: { state: 'open' },
  });
  if (count === 0) return null;
  return tx.riskAlert.findFirst({
    where: { practiceId, id },
    select: {
      id: true,
      clientId: true,
      tier: true,
      raisedAt: true,
      promisedByAt: true,
      holderId: true,
      passesAt: true,
      administration: { select: { episodeId: true } },
    },
  });
}
