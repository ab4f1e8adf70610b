import { goalRatingSchema, goalWordsSchema } from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { firstNameOf } from '../check-ins/own-check-in.ts';
import { localOn } from '../measures/instants.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { goalActInput, goalSchema } from './goal-row.ts';
import { listGoals } from './list-goals.ts';
import { addGoal, rateGoal, stepGoal } from './step-goal.ts';

/** My goals in the course that I am in. `therapist` null: there is none yet, and nobody to agree with. */
export const mine = clientProcedure('goals.mine')
  .output(z.strictObject({ therapist: z.string().nullable(), todayOn: z.string(), goals: z.array(goalSchema) }))
  .query(async ({ ctx }) => {
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const course = await ownCourse(ctx);
    if (!course) return { therapist: null, todayOn, goals: [] };
    const { practiceId, clientId } = ctx.actor;
    const where = { practiceId, clientId, episodeId: course.episodeId };
    const goals = await listGoals({ ...ctx, zone: ctx.practice.timeZone }, where);
    return { therapist: course.therapist, todayOn, goals };
  });

/** @throws wrong-order before there is a course to have it in */
export const proposeMine = clientProcedure('goals.proposeMine')
  .input(z.strictObject({ words: goalWordsSchema }))
  .output(z.strictObject({ goalId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const course = await ownCourse(ctx);
    if (!course) return fail('wrong-order');
    return ctx.write((tx) => addGoal(tx, { practiceId, clientId, episodeId: course.episodeId }, 'client', input.words));
  });

export const changeMine = clientProcedure('goals.changeMine')
  .input(goalActInput)
  .output(z.strictObject({ state: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const own = await ownGoal(ctx, input.goalId);
    return ctx.write((tx) => stepGoal(tx, own, 'client', input.act, input.words));
  });

export const rateMine = clientProcedure('goals.rateMine')
  .input(z.strictObject({ goalId: idSchema('goal'), rating: goalRatingSchema }))
  .output(z.strictObject({ rating: z.number(), on: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const own = await ownGoal(ctx, input.goalId);
    const zone = ctx.practice.timeZone;
    return ctx.write((tx) => rateGoal(tx, { ...own, zone }, 'client', input.rating));
  });

async function ownGoal(ctx: ClientContext, goalId: string) {
  const { practiceId, clientId } = ctx.actor;
  const row = await ctx.db.goal.findFirst({ where: { practiceId, id: goalId, clientId }, select: { id: true } });
  return row ? { practiceId, clientId, goalId } : fail('not-found');
}

/** The newest course that is agreed on and not over, with whom. */
async function ownCourse(ctx: ClientContext): Promise<{ episodeId: string; therapist: string } | null> {
  const { practiceId, clientId } = ctx.actor;
  const rows = await ctx.db.$queryRaw<{ episodeId: string; fullName: string }[]>`
    SELECT e.id AS "episodeId", t.full_name AS "fullName"
    FROM episode_participant p
      JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id AND e.state IN ('open', 'ending')
      JOIN allocation l ON l.practice_id = e.practice_id AND l.episode_id = e.id AND l.until_at IS NULL
      JOIN staff_member t ON t.practice_id = l.practice_id AND t.id = l.therapist_id
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid AND p.left_at IS NULL
    ORDER BY e.opened_at DESC LIMIT 1`;
  const row = rows[0];
  return row ? { episodeId: row.episodeId, therapist: firstNameOf(row.fullName) } : null;
}
