import { fail } from '@heather/core';
import { loadSafetyNet, type SafetyNet } from '../alerts/safety-net.ts';
import type { ClientContext } from '../trpc/procedures.ts';
import { definitionOf } from './definitions.ts';
import { nextSessionAt, therapistOf } from './load-course.ts';

/** The states in which answers are still taken. "Not today" may become "today after all" until it closes. */
export const takesAnswers = ['open', 'begun', 'not-today'] as const;

/** My own administration. @throws not-found for anybody else's, and for those that were given on paper */
export async function loadOwn(ctx: ClientContext, administrationId: string) {
  const { practiceId, clientId } = ctx.actor;
  const row = await ctx.db.administration.findFirst({
    where: { practiceId, id: administrationId, clientId, collection: 'online' },
  });
  if (!row) return fail('not-found');
  return { row, definition: definitionOf(row.measureKey) };
}

/** @throws measure/closed once it is handed in, or its time is over by as little as a millisecond */
export function mustTakeAnswers(row: { state: string; closesAt: Date | null }, now: Temporal.Instant): void {
  const isTaking = (takesAnswers as readonly string[]).includes(row.state);
  if (!isTaking || (row.closesAt && row.closesAt.getTime() <= now.epochMilliseconds)) fail('measure/closed');
}

/** Who would read a safety answer of this client now, and when they meet next. A client may not look at all of that: the worker does. */
export async function loadReaders(
  ctx: ClientContext,
  episodeId: string,
): Promise<{ net: SafetyNet; nextSessionAt: Temporal.Instant | null }> {
  return ctx.asWorker(async ({ db, now }) => {
    const therapistId = await therapistOf(db, ctx.actor.practiceId, episodeId);
    if (!therapistId) return fail('not-found');
    const [net, next] = await Promise.all([
      loadSafetyNet(db, ctx.practice, therapistId, now()),
      nextSessionAt(db, ctx.actor.practiceId, episodeId, now()),
    ]);
    return { net, nextSessionAt: next };
  });
}
