import { dateOnSchema, fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { backWords } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { peopleOf } from './affected.ts';
import { reachAway } from './reach.ts';
import { lookAgainFrom, restoreSessions } from './restore.ts';
import { midnight } from './span.ts';
import { tellEverybody } from './tell-away.ts';

/**
 * Back earlier than was said: from that day on (today: from now) sessions take place again, their people are told by the same safe ways,
 * cover and its access end with it, and the weeks that standing sessions had left out are filled.
 * @throws bad-input for a day that is no earlier; wrong-order for an absence that is over
 */
export const comeBack = staffProcedure('absence.comeBack')
  .input(z.strictObject({ awayId: idSchema('away'), /** The first day here again. */ onDay: dateOnSchema }))
  .output(z.strictObject({ sessions: z.number(), lost: z.array(z.string()), mails: z.number(), toTell: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { staffId } = await reachAway(ctx, input.awayId);
    const zone = ctx.practice.timeZone;
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { awayId } = input;
      const now = tx.now();
      await lockName(tx, `away:${practiceId}:${staffId}`);
      const away = await tx.timeAway.findFirst({ where: { practiceId, id: awayId } });
      if (!away) return fail('not-found');
      const today = localOn(now, zone);
      if (input.onDay < today) return fail('scheduling/in-the-past', { fields: ['onDay'] });
      const from = input.onDay === today ? now : midnight(input.onDay, zone);
      const nothing = { sessions: 0, lost: [], mails: 0, toTell: 0 };
      const startOf = Temporal.Instant.compare(from, instantOf(away.startsAt)) < 0 ? away.startsAt : dateOf(from);
      if (away.state === 'ended' && away.endsAt.getTime() <= from.epochMilliseconds) return nothing;
      if (!['standing', 'ended'].includes(away.state) || away.endsAt.getTime() <= now.epochMilliseconds)
        return fail('wrong-order');
      if (from.epochMilliseconds >= away.endsAt.getTime()) return fail('bad-input', { fields: ['onDay'] });
      await tx.timeAway.updateMany({
        where: { practiceId, id: awayId },
        data: { state: 'ended', endsAt: startOf, endedAt: dateOf(now), endedById: ctx.actor.staffId },
      });
      if (startOf.getTime() <= away.startsAt.getTime())
        await tx.absence.deleteMany({ where: { practiceId, id: awayId } });
      else await tx.absence.updateMany({ where: { practiceId, id: awayId }, data: { endsAt: startOf } });
      // Back before it began: cover that has not begun either is over now.
      const coverEndsAt =
        startOf > away.startsAt ? startOf : new Date(Math.min(startOf.getTime(), now.epochMilliseconds));
      await tx.cover.updateMany({
        where: { practiceId, awayId, endsAt: { gt: coverEndsAt } },
        data: { endsAt: coverEndsAt },
      });
      const { rows, lost } = await restoreSessions(tx, awayId, from);
      await lookAgainFrom(tx, staffId, from);
      const { told } = await peopleOf(tx, practiceId, rows, false);
      const messages = told.map((one) => ({ ...one, words: backWords(one) }));
      const sent = await tellEverybody(tx, { awayId, therapistId: staffId, occasion: 'back' }, messages);
      await tx.audit('absence.ended-early', {
        subjectType: 'absence',
        subjectId: awayId,
        facts: { sessions: rows.length, lost: lost.length },
      });
      return { sessions: rows.length, lost, ...sent };
    });
  });
