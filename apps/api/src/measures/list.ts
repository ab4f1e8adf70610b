import { idSchema } from '@heather/core';
import { measureKeys, measures } from '@heather/outcomes';
import { z } from 'zod';
import { loadSafetyNet } from '../alerts/safety-net.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { askable, minutesFor } from './definitions.ts';
import { loadCourse } from './load-course.ts';

const cadence = z.enum(['first', 'each-session', 'every-n', 'in-session']);

/** What can be asked of one client and how, what is planned, what is open. No answers and no scores stand in it. */
export const list = staffProcedure('measures.list')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string(), firstName: z.string(), hasSafeMail: z.boolean() }),
      measures: z.array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          fullName: z.string(),
          questions: z.number(),
          minutes: z.number(),
          asksAboutSafety: z.boolean(),
          hasWording: z.boolean(),
          askable: z.enum(['alone', 'in-session-ladder', 'in-session-wording']),
        }),
      ),
      plans: z.array(
        z.strictObject({ id: z.string(), key: z.string(), cadence, everyN: z.number().nullable(), since: z.string() }),
      ),
      waiting: z.array(
        z.strictObject({
          administrationId: z.string(),
          key: z.string(),
          state: z.string(),
          closesAt: z.string().nullable(),
        }),
      ),
      burdenPerWeek: z.number(),
      timeZone: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, episodeId, therapistId } = await loadCourse(ctx, input.clientId);
    const [client, safe, plans, waiting, practice, net] = await Promise.all([
      ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { shortName: true, firstName: true } }),
      ctx.db.safeContact.findFirst({ where: { practiceId, clientId }, select: { email: true, emailIsSafe: true } }),
      ctx.db.measurePlan.findMany({
        where: { practiceId, clientId, episodeId, endedAt: null },
        orderBy: { startsAt: 'asc' },
      }),
      ctx.db.administration.findMany({
        where: { practiceId, clientId, episodeId, state: { in: ['open', 'begun', 'not-today'] } },
        orderBy: { dueAt: 'asc' },
        select: { id: true, measureKey: true, state: true, closesAt: true },
      }),
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { burdenPerWeek: true } }),
      loadSafetyNet(ctx.db, ctx.practice, therapistId, ctx.now()),
    ]);
    return {
      client: {
        id: clientId,
        name: client?.shortName ?? '',
        firstName: client?.firstName ?? '',
        hasSafeMail: safe?.emailIsSafe === true && safe.email !== null,
      },
      measures: measureKeys.map((key) => {
        const { name, fullName, items, riskItems, licence } = measures[key];
        return {
          key,
          name,
          fullName,
          questions: items.length,
          minutes: minutesFor(measures[key]),
          asksAboutSafety: riskItems.length > 0,
          hasWording: licence.wording === 'shipped',
          askable: askable(key, net.isUsable),
        };
      }),
      plans: plans.map((plan) => ({
        id: plan.id,
        key: plan.measureKey,
        cadence: plan.cadence as z.infer<typeof cadence>,
        everyN: plan.everyN,
        since: plan.startsAt.toISOString(),
      })),
      waiting: waiting.map(({ id, measureKey, state, closesAt }) => ({
        administrationId: id,
        key: measureKey,
        state,
        closesAt: closesAt?.toISOString() ?? null,
      })),
      burdenPerWeek: practice?.burdenPerWeek ?? 0,
      timeZone: ctx.practice.timeZone,
    };
  });
