import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { reachAway } from './reach.ts';
import { lookAgainFrom, restoreSessions } from './restore.ts';

/**
 * Takes it back, whole, while nobody has been told: no mail has left, nobody was rung, nobody has chosen another time.
 * @throws absence/already-told as soon as anybody has
 */
export const undo = staffProcedure('absence.undo')
  .input(z.strictObject({ awayId: idSchema('away') }))
  .output(z.strictObject({ sessions: z.number(), lost: z.array(z.string()) }))
  .mutation(async ({ ctx, input }) => {
    const { staffId } = await reachAway(ctx, input.awayId);
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { awayId } = input;
      await lockName(tx, `away:${practiceId}:${staffId}`);
      const away = await tx.timeAway.findFirst({ where: { practiceId, id: awayId } });
      if (!away) return fail('not-found');
      if (away.state === 'undone') return { sessions: 0, lost: [] };
      if (away.state !== 'standing') return fail('wrong-order');
      await takeMailBack(tx, awayId, staffId);
      await tx.absence.deleteMany({ where: { practiceId, id: awayId } });
      await tx.cover.updateMany({
        where: { practiceId, awayId },
        data: { endsAt: earlier(away.startsAt, dateOf(tx.now())) },
      });
      const { rows, lost } = await restoreSessions(tx, awayId, tx.now());
      await lookAgainFrom(tx, staffId, instantOf(away.startsAt));
      await tx.timeAway.updateMany({
        where: { practiceId, id: awayId },
        data: {
          state: 'undone',
          endedAt: dateOf(tx.now()),
          endedById: ctx.actor.staffId,
          settledAt: dateOf(tx.now()),
        },
      });
      await tx.audit('absence.undone', {
        subjectType: 'absence',
        subjectId: awayId,
        facts: { sessions: rows.length, lost: lost.length },
      });
      return { sessions: rows.length, lost };
    });
  });

const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** Each mail is stopped or none: the row of one that is on its way is no longer 'queued', and whoever sends it waits for this lock. */
async function takeMailBack(tx: WriteTransaction, awayId: string, staffId: string): Promise<void> {
  const { practiceId } = tx;
  const messages = await tx.awayMessage.findMany({
    where: { practiceId, awayId },
    select: { id: true, state: true, outboxId: true },
  });
  const chosen = await tx.awaySession.count({ where: { practiceId, awayId, state: { in: ['chosen', 'left'] } } });
  // Whoever stands in has said that they see somebody, and that person was told so.
  const given = await tx.awayTime.count({
    where: { practiceId, awaySession: { awayId }, therapistId: { not: staffId }, state: { in: ['held', 'taken'] } },
  });
  const isTold = given > 0 || messages.some(({ state }) => state === 'told' || state === 'left-message');
  const outboxIds = messages.flatMap(({ outboxId }) => (outboxId ? [outboxId] : []));
  const stopped = await tx.outboxMail.updateMany({
    where: { practiceId, id: { in: outboxIds }, state: 'queued' },
    data: { state: 'not-safe', lastError: 'taken-back' },
  });
  if (chosen > 0 || isTold || stopped.count !== outboxIds.length) fail('absence/already-told');
  await tx.awayMessage.updateMany({ where: { practiceId, awayId }, data: { state: 'undone' } });
}
