import { fail } from '@heather/core';
import { standingLadder } from '@heather/outcomes';
import { dateOf, instantOf } from '../measures/instants.ts';
import { therapistOf } from '../measures/load-course.ts';
import type { StaffContext } from '../trpc/procedures.ts';
import { loadSafetyNet, type SafetyNet } from './safety-net.ts';

/** After somebody has acted, whoever held it may still look up what was done. */
const lookBackHours = 72;

/**
 * An alert for whoever may read its one answer: the client's therapist while the course is theirs (or in handover, or covered for);
 * whoever it has come to and who is still on the ladder, while it is open and for three days after somebody acted. Being clinical lead is not enough before it has
 * come to them. @throws not-found for everybody else, as for no alert at all
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
    const isOwn = await isOwnCourse(db, practiceId, alert.administration.episodeId, staffId, now());
    // Somebody whose client it was and who has no part in their care any more: it came to them once, and is not theirs now.
    const isOnLadder = standingLadder(net.ladder).some((rung) => rung.staffId === staffId);
    const cameToThem =
      alert.holderId === staffId ||
      (isOnLadder && alert.riskAlertHopAsAlert.some((hop) => hop.staffId === staffId && hop.kind !== 'read'));
    const until = alert.acknowledgedAt && instantOf(alert.acknowledgedAt).add({ hours: lookBackHours });
    const isTheirs = cameToThem && (until === null || Temporal.Instant.compare(now(), until) < 0);
    return isOwn || isTheirs ? { alert, net, isOwn } : null;
  });
  return found ?? fail('not-found');
}

type WorkerDb = Parameters<typeof loadSafetyNet>[0];

async function isOwnCourse(
  db: WorkerDb,
  practiceId: string,
  episodeId: string,
  staffId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const at = dateOf(now);
  const covered = await db.cover.findMany({
    where: { practiceId, coverId: staffId, startsAt: { lte: at }, endsAt: { gt: at } },
    select: { therapistId: true },
  });
  const own = await db.allocation.findFirst({
    where: {
      practiceId,
      episodeId,
      therapistId: { in: [staffId, ...covered.map(({ therapistId }) => therapistId)] },
      fromAt: { lte: at },
      OR: [{ untilAt: null }, { untilAt: { gt: at } }, { handoverUntilAt: { gt: at } }],
    },
    select: { id: true },
  });
  return own !== null;
}

/** Who stands above this holder now; null at the top. */
export function nextAfter(net: SafetyNet, holderId: string) {
  const standing = standingLadder(net.ladder);
  return standing[standing.findIndex(({ staffId }) => staffId === holderId) + 1] ?? null;
}
