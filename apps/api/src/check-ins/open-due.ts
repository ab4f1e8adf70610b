import { randomUUID } from 'node:crypto';
import { type AskPlan, checkIn, checkInOpenHours, dueAdministrations } from '@heather/alliance';
import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { withinPracticeBurden } from '../measures/asked-lately.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { therapistOf } from '../measures/load-course.ts';

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
  const ended = await db.session.findMany({
    where: {
      practiceId,
      status: 'attended',
      endsAt: { lte: dateOf(now), gt: dateOf(now.subtract({ hours: checkInOpenHours })) },
    },
    select: { id: true, episodeId: true },
  });
  if (ended.length === 0) return;
  const episodeIds = [...new Set(ended.map(({ episodeId }) => episodeId))];
  const [plans, asked, sessions] = await Promise.all([
    db.measurePlan.findMany({
      where: { practiceId, measureKey: checkInKey, episodeId: { in: episodeIds }, endedAt: null },
    }),
    db.checkIn.findMany({
      where: { practiceId, sessionId: { in: ended.map(({ id }) => id) } },
      select: { sessionId: true, clientId: true },
    }),
    db.session.findMany({
      where: { practiceId, episodeId: { in: episodeIds } },
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
        takesPlace: each.status === 'attended' || each.status === 'planned' || each.status === 'moved',
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
      .filter(({ sessionId }) => ended.some(({ id }) => id === sessionId))
      .map((each) => ({ ...each, clientId: plan.clientId, episodeId: plan.episodeId }));
  });
  for (const one of due) await open(ctx, one);
}

async function open(
  ctx: JobContext,
  due: { clientId: string; episodeId: string; sessionId: string; closesAt: Temporal.Instant },
): Promise<void> {
  const therapistId = await therapistOf(ctx.db, ctx.practiceId, due.episodeId);
  if (!therapistId) return;
  await ctx.write(async (tx) => {
    const { practiceId } = tx;
    const { clientId, episodeId, sessionId } = due;
    const [allowed] = await withinPracticeBurden(tx, practiceId, [due], tx.now());
    if (!allowed) return;
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
          closesAt: dateOf(due.closesAt),
          state: 'open',
          audience: 'therapist',
        },
      ],
    });
    if (count === 0) return;
    await tx.audit('check-in.sent', { subjectType: 'check-in', subjectId: id, clientId });
    await queueMail(tx, {
      clientId,
      template: 'things-to-do',
      params: { url: `${tx.shell.addresses.clientUrl}/` },
      key: `check-in:${clientId}:${sessionId}`,
    });
  });
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
