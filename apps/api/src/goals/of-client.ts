import { goalRatingSchema, goalWordsSchema } from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { localOn } from '../measures/instants.ts';
import { loadCourse } from '../measures/load-course.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { goalActInput, goalSchema } from './goal-row.ts';
import { listGoals } from './list-goals.ts';
import { addGoal, rateGoal, stepGoal } from './step-goal.ts';

const clientId = idSchema('client');

/** What one client of one's own works on, in their words. Reading is recorded. */
export const ofClient = staffProcedure('goals.ofClient')
  .input(z.strictObject({ clientId }))
  .output(
    z.strictObject({
      client: z.strictObject({ id: z.string(), name: z.string(), firstName: z.string() }),
      todayOn: z.string(),
      goals: z.array(goalSchema),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const course = await loadCourse(ctx, input.clientId);
    const where = { practiceId, clientId: course.clientId, episodeId: course.episodeId };
    const [client, goals] = await Promise.all([
      ctx.db.client.findFirst({
        where: { practiceId, id: course.clientId },
        select: { shortName: true, firstName: true, knownAs: true },
      }),
      listGoals({ ...ctx, zone: ctx.practice.timeZone }, where),
    ]);
    const ids = goals.map(({ id }) => id);
    await ctx.recordRead('goal', course.clientId, ids, course.purpose);
    return {
      client: {
        id: course.clientId,
        name: client?.shortName ?? '',
        firstName: client?.knownAs ?? client?.firstName ?? '',
      },
      todayOn: localOn(ctx.now(), ctx.practice.timeZone),
      goals,
    };
  });

/** The therapist's proposal. It is a goal once the client has agreed. */
export const propose = staffProcedure('goals.propose')
  .input(z.strictObject({ clientId, words: goalWordsSchema }))
  .output(z.strictObject({ goalId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const course = await loadCourse(ctx, input.clientId);
    const subject = { practiceId, clientId: course.clientId, episodeId: course.episodeId };
    return ctx.write((tx) => addGoal(tx, subject, 'therapist', input.words));
  });

export const change = staffProcedure('goals.change')
  .input(goalActInput)
  .output(z.strictObject({ state: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const own = await ownGoal(ctx, input.goalId);
    return ctx.write((tx) => stepGoal(tx, own, 'therapist', input.act, input.words));
  });

/** As the two said it in the session. The client's own ratings stand apart. */
export const rate = staffProcedure('goals.rate')
  .input(z.strictObject({ goalId: idSchema('goal'), rating: goalRatingSchema }))
  .output(z.strictObject({ rating: z.number(), on: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const own = await ownGoal(ctx, input.goalId);
    const zone = ctx.practice.timeZone;
    return ctx.write((tx) => rateGoal(tx, { ...own, zone }, 'therapist', input.rating));
  });

/** A goal in a course that the caller holds. @throws not-found for any other, exactly as for none */
async function ownGoal(ctx: StaffContext, goalId: string) {
  const { practiceId } = ctx.actor;
  const row = await ctx.db.goal.findFirst({
    where: { practiceId, id: goalId },
    select: { clientId: true, episodeId: true },
  });
  if (!row) return fail('not-found');
  const course = await loadCourse(ctx, row.clientId);
  if (course.episodeId !== row.episodeId) return fail('not-found');
  return { practiceId, clientId: row.clientId, goalId };
}
