import { randomUUID } from 'node:crypto';
import { type AskPlan, checkIn, checkInOpenHours, dueAdministrations, withinBurden } from '@heather/alliance';
import { isToCome, type SessionStatus } from '@heather/scheduling';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { askedLately, withinPracticeBurden } from '../measures/asked-lately.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

/** The key of a check-in among the measure plans: the same table plans both, so that one cap counts both. */
export const checkInKey = 'check-in';

/**
 * Opens a check-in when a session that was attended has ended, where the therapist planned it, within the cap; closes what its time
 * has left behind. One session asks one person once, so it may run twice.
 */
export async function openDueCheckIns(ctx: JobContext): Promise<void> {
  await closeLate(ctx);
  const { db, practiceId } = ctx;
  const now = ctx.now();
  const attended = await db.session.findMany({
    where: { practiceId, status: 'attended', endsAt: { lte: dateOf(now), gt: dateOf(now.subtract(openFor)) } },
    select: { id: true, episodeId: true },
  });
  if (attended.length === 0) return;
  const episodeIds = [...new Set(attended.map(({ episodeId }) => episodeId))];
  const [plans, asked, sessions] = await Promise.all([
    db.measurePlan.findMany({
      where: { practiceId, measureKey: checkInKey, episodeId: { in: episodeIds }, endedAt: null },
    }),
    db.checkIn.findMany({
      where: { practiceId, sessionId: { in: attended.map(({ id }) => id) } },
      select: { sessionId: true, clientId: true },
    }),
    // What ended lately, and the next ones, which close what is open then: a check-in is planned for each session, so nothing older counts.
    db.session.findMany({
      where: {
        practiceId,
        episodeId: { in: episodeIds },
        startsAt: { lte: dateOf(now.add(openFor)) },
        endsAt: { gt: dateOf(now.subtract(openFor)) },
      },
      select: { id: true, episodeId: true, startsAt: true, endsAt: true, status: true },
    }),
  ]);
  const due = plans.flatMap((plan) => {
    const own = sessions
      .filter(({ episodeId }) => episodeId === plan.episodeId)
      .map((each) => ({
        id: each.id,
        startsAt: instantOf(each.startsAt),
        endsAt: instantOf(each.endsAt),
        takesPlace: each.status === 'attended' || isToCome(each.status as SessionStatus),
      }));
    const given = asked
      .filter(({ clientId }) => clientId === plan.clientId)
      .map(({ sessionId }) => ({ planId: plan.id, sessionId }));
    const ask: AskPlan = {
      id: plan.id,
      what: checkInKey,
      cadence: plan.cadence as AskPlan['cadence'],
      everyN: plan.everyN,
      startsAt: instantOf(plan.startsAt),
      endedAt: null,
    };
    return dueAdministrations(ask, own, given, now)
      .filter(({ sessionId }) => attended.some(({ id }) => id === sessionId))
      .map((each) => ({ ...each, clientId: plan.clientId, episodeId: plan.episodeId }));
  });
  const open = await withRoom(ctx, due, now);
  for (let at = 0; at < open.length; at += batchSize) {
    const batch = open.slice(at, at + batchSize);
    await ctx.write((tx) => openBatch(tx, batch));
  }
}

const openFor = { hours: checkInOpenHours };
/** So many clients in one transaction: short enough that nobody waits long for the lock. */
const batchSize = 50;

type Due = { clientId: string; episodeId: string; sessionId: string; closesAt: Temporal.Instant };

/** Looked at without the lock first: whoever is at their cap this week costs no transaction a minute until it is over. */
async function withRoom(ctx: JobContext, due: readonly Due[], now: Temporal.Instant): Promise<Due[]> {
  if (due.length === 0) return [];
  const { db, practiceId } = ctx;
  const clientIds = [...new Set(due.map(({ clientId }) => clientId))];
  const [practice, lately] = await Promise.all([
    db.practice.findFirst({ where: { id: practiceId }, select: { burdenPerWeek: true } }),
    askedLately(db, practiceId, clientIds, now),
  ]);
  return withinBurden(due, lately, now, practice?.burdenPerWeek).ask;
}

async function openBatch(tx: WriteTransaction, batch: readonly Due[]): Promise<void> {
  const { practiceId } = tx;
  const allowed = await withinPracticeBurden(tx, practiceId, batch, tx.now());
  const therapists = await therapistsOf(
    tx,
    practiceId,
    allowed.map(({ episodeId }) => episodeId),
  );
  for (const { clientId, episodeId, sessionId, closesAt } of allowed) {
    const therapistId = therapists.get(episodeId);
    if (!therapistId) continue;
    const id = randomUUID();
    const { count } = await tx.checkIn.createMany({
      skipDuplicates: true,
      data: [
        {
          practiceId,
          id,
          clientId,
          episodeId,
          sessionId,
          therapistId,
          definitionVersion: checkIn.version,
          dueAt: dateOf(tx.now()),
          closesAt: dateOf(closesAt),
          state: 'open',
          audience: 'therapist',
        },
      ],
    });
    if (count === 0) continue;
    await tx.audit('check-in.sent', { subjectType: 'check-in', subjectId: id, clientId });
    await queueMail(tx, {
      clientId,
      template: 'things-to-do',
      params: { url: `${tx.shell.addresses.clientUrl}/` },
      key: `check-in:${clientId}:${sessionId}`,
    });
  }
}

/** Who is allocated to each of these courses now. */
async function therapistsOf(tx: WriteTransaction, practiceId: string, episodeIds: readonly string[]) {
  const rows = await tx.allocation.findMany({
    where: { practiceId, episodeId: { in: [...episodeIds] }, untilAt: null },
    orderBy: { fromAt: 'asc' },
    select: { episodeId: true, therapistId: true },
  });
  return new Map(rows.map(({ episodeId, therapistId }) => [episodeId, therapistId]));
}

async function closeLate(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const where = {
    practiceId,
    state: { in: ['open', 'begun', 'not-today'] },
    closesAt: { lte: dateOf(ctx.now()) },
  };
  if (!(await ctx.db.checkIn.findFirst({ where, select: { id: true } }))) return;
  await ctx.write(async (tx) => {
    await tx.checkIn.updateMany({ where, data: { state: 'closed', version: { increment: 1 } } });
  });
}
