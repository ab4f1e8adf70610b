import { z } from 'zod';
import type { Tx } from '../database.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/**
 * Since when safety answers wait although their promise has passed, oldest first. Nothing else: not whose, not what, not with whom.
 */
export async function unansweredSince(db: Tx, practiceId: string, now: Temporal.Instant): Promise<Date[]> {
  const rows = await db.riskAlert.findMany({
    where: { practiceId, state: 'open', promisedByAt: { lte: new Date(now.epochMilliseconds) } },
    orderBy: { raisedAt: 'asc' },
    select: { raisedAt: true },
  });
  return rows.map(({ raisedAt }) => raisedAt);
}

export const unanswered = staffProcedure('alerts.unanswered')
  .output(z.strictObject({ timeZone: z.string(), since: z.array(z.string()) }))
  .query(async ({ ctx }) => {
    const since = await unansweredSince(ctx.db, ctx.actor.practiceId, ctx.now());
    return { timeZone: ctx.practice.timeZone, since: since.map((at) => at.toISOString()) };
  });
