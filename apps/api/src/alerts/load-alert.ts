import { fail } from '@heather/core';
import { standingLadder } from '@heather/outcomes';
import { therapistOf } from '../measures/load-course.ts';
import type { StaffContext } from '../trpc/procedures.ts';
import { loadSafetyNet, type SafetyNet } from './safety-net.ts';

/**
 * An alert for whoever may read its one answer: the person who holds it, somebody who held it, the client's own therapist (or their
 * cover). Being clinical lead is not enough before it has come to them. @throws not-found for everybody else, as for no alert at all
 */
export async function loadAlert(ctx: StaffContext, alertId: string) {
  const { practiceId, staffId } = ctx.actor;
  const found = await ctx.asWorker(async ({ db, now }) => {
    const alert = await db.riskAlert.findFirst({
      where: { practiceId, id: alertId },
      include: {
        client: { select: { id: true, firstName: true, shortName: true } },
        administration: { select: { measureKey: true, episodeId: true, sessionId: true } },
        riskAlertHopAsAlert: { orderBy: { at: 'asc' }, select: { kind: true, staffId: true, at: true } },
      },
    });
    if (!alert) return null;
    const therapistId = await therapistOf(db, practiceId, alert.administration.episodeId);
    const net = await loadSafetyNet(db, ctx.practice, therapistId ?? alert.holderId, now());
    const covers = net.ladder.some(
      (rung) => rung.role === 'cover' && rung.staffId === staffId && net.therapistId !== staffId,
    );
    const covering = covers && (await isCovering(db, practiceId, net.therapistId, staffId, now()));
    const held = alert.riskAlertHopAsAlert.some((hop) => hop.staffId === staffId && hop.kind !== 'read');
    const isOwn = net.therapistId === staffId || covering;
    if (!(isOwn || held || alert.holderId === staffId)) return null;
    return { alert, net, isOwn };
  });
  return found ?? fail('not-found');
}

type WorkerDb = Parameters<typeof loadSafetyNet>[0];

async function isCovering(
  db: WorkerDb,
  practiceId: string,
  therapistId: string,
  coverId: string,
  now: Temporal.Instant,
) {
  const at = new Date(now.epochMilliseconds);
  const cover = await db.cover.findFirst({
    where: { practiceId, therapistId, coverId, startsAt: { lte: at }, endsAt: { gt: at } },
    select: { id: true },
  });
  return cover !== null;
}

/** Who stands above this holder now; null at the top. */
export function nextAfter(net: SafetyNet, holderId: string) {
  const standing = standingLadder(net.ladder);
  return standing[standing.findIndex(({ staffId }) => staffId === holderId) + 1] ?? null;
}
