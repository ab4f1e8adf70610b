import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { isExclusionViolation, lockResources } from '@heather/database';
import { localDateTimeSchema } from '@heather/scheduling';
import { z } from 'zod';
import { releaseHold } from '../allocation/hold.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { clashDetails, findClashes } from './find-clashes.ts';
import { standingInput } from './preview-series.ts';
import { loadCourseFor } from './reach.ts';
import { type StandingPlan, standingPlan } from './standing-plan.ts';
import { tellOfTimes } from './tell.ts';
import { nextNumber, writeSessions } from './write-sessions.ts';

const bookInput = standingInput.extend({
  /** Sessions to leave out, as the preview named them. */
  skip: z.array(localDateTimeSchema).max(400).default([]),
});

/**
 * Books the standing session of a signed agreement: the series, its sessions for half a year, the time they take; the offer's hold
 * goes in the same transaction. All of it or none. Booking the same again answers with the series that is there.
 * @throws scheduling/slot-taken, naming every session in the way, whether our own look or the database found it
 */
export const bookSeries = staffProcedure('scheduling.bookSeries')
  .input(bookInput)
  .output(z.strictObject({ seriesId: z.string(), sessions: z.number(), toRing: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const course = await loadCourseFor(ctx, input.clientId);
    const plan = await standingPlan(ctx.db, ctx.actor.practiceId, course, input, ctx.now());
    const kept = plan.occurrences.filter(({ key }) => !input.skip.includes(key));
    if (kept.length === 0) return fail('scheduling/bad-rule', { fields: ['skip'] });
    try {
      return await write(ctx, plan, kept);
    } catch (error) {
      if (!isExclusionViolation(error, 'occupied_once')) throw error;
      return fail('scheduling/slot-taken', clashDetails(await clashesOf(ctx.db, ctx.actor.practiceId, plan, kept)));
    }
  });

function clashesOf(
  db: Parameters<typeof findClashes>[0],
  practiceId: string,
  plan: StandingPlan,
  kept: StandingPlan['occurrences'],
) {
  const candidates = kept.map(({ key, start, end }) => ({ key, start, end, resources: plan.resources }));
  return findClashes(db, practiceId, candidates, plan.rule.zone, { offerId: plan.agreement.offerId });
}

function write(ctx: StaffContext, plan: StandingPlan, kept: StandingPlan['occurrences']) {
  const { practiceId } = ctx.actor;
  return ctx.write(async (tx) => {
    await lockResources(
      tx,
      plan.resources.map(({ kind, id }) => ({ kind, resourceId: id })),
    );
    const there = await tx.series.findFirst({
      where: { practiceId, episodeId: plan.episodeId, state: 'active' },
      select: { id: true, startsLocal: true, _count: { select: { sessionAsSeries: true } } },
    });
    if (there && there.startsLocal !== plan.rule.start) return fail('scheduling/already-standing');
    if (there) return { seriesId: there.id, sessions: there._count.sessionAsSeries, toRing: 0 };
    const clashes = await clashesOf(tx, practiceId, plan, kept);
    if (clashes.length > 0) return fail('scheduling/slot-taken', clashDetails(clashes));
    if (plan.agreement.offerId) await releaseHold(tx, plan.agreement.offerId);
    const { episodeId, therapistId, roomId, placeKind, joinLink, feePence, rule } = plan;
    const seriesId = randomUUID();
    await tx.series.createMany({
      data: [
        {
          practiceId,
          id: seriesId,
          episodeId,
          therapistId,
          roomId,
          placeKind,
          joinLink,
          feePence,
          startsLocal: rule.start,
          zone: rule.zone,
          lengthMinutes: rule.durationMinutes,
          everyWeeks: rule.everyWeeks,
          count: plan.count,
          filledUntilOn: new Date(`${plan.filledUntilOn}T00:00:00Z`),
          state: 'active',
          workingAgreementId: plan.agreement.id,
          createdAt: new Date(tx.now().epochMilliseconds),
        },
      ],
    });
    const number = await nextNumber(tx, episodeId);
    const common = { episodeId, seriesId, therapistId, roomId, placeKind, joinLink, feePence, zone: rule.zone };
    await writeSessions(
      tx,
      kept.map(({ key, start, end }, index) => ({
        ...common,
        occurrenceKey: key,
        startsAt: start.toInstant(),
        endsAt: end.toInstant(),
        number: number + index,
      })),
      plan.clientIds,
    );
    await tx.audit('series.booked', {
      subjectType: 'series',
      subjectId: seriesId,
      clientId: plan.clientIds[0] ?? null,
      facts: { sessions: kept.length, leftOut: plan.occurrences.length - kept.length, everyWeeks: rule.everyWeeks },
    });
    const { toRing } = await tellOfTimes(tx, 'times-set', seriesId, {
      clientIds: plan.clientIds,
      therapistId,
      ...(kept[0] && { time: { at: kept[0].start.toInstant(), zone: rule.zone } }),
    });
    return { seriesId, sessions: kept.length, toRing };
  });
}
