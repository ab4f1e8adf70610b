import { fail, idSchema } from '@heather/core';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { instantOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { chooseTime, leaveTimes } from './choose.ts';
import { reachAway } from './reach.ts';

/** The absence that took this session away: one's own, one for which one covers now, or any for the desk. @throws not-found */
export async function reachFallen(ctx: StaffContext, awaySessionId: string, { orCover = true } = {}) {
  const { practiceId } = ctx.actor;
  const found = await ctx.db.awaySession.findFirst({
    where: { practiceId, id: awaySessionId },
    select: { awayId: true },
  });
  if (!found) return fail('not-found');
  return reachAway(ctx, found.awayId, { orCover });
}

/** The client said on the telephone which of the held times they take: booked as if they had pressed it. */
export const bookAgain = staffProcedure('absence.bookAgain')
  .input(z.strictObject({ awayTimeId: idSchema('away-time') }))
  .output(z.strictObject({ sessionId: z.string(), when: z.string(), toRing: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const time = await ctx.db.awayTime.findFirst({
      where: { practiceId, id: input.awayTimeId },
      select: { id: true, awaySessionId: true },
    });
    if (!time) return fail('not-found');
    await reachFallen(ctx, time.awaySessionId);
    const { sessionId, startsAt, zone, toRing } = await chooseTime(ctx.write, practiceId, time);
    return { sessionId, when: localLabel(instantOf(startsAt), zone), toRing };
  });

/** … or that they come to their next usual time. */
export const leaveAgain = staffProcedure('absence.leaveAgain')
  .input(z.strictObject({ awaySessionId: idSchema('away-session') }))
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await reachFallen(ctx, input.awaySessionId);
    await leaveTimes(ctx.write, ctx.actor.practiceId, input.awaySessionId);
    return { done: true as const };
  });
