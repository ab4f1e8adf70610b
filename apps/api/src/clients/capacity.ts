import { episodeWeight } from '@heather/allocation';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { capacityOf, capacitySchema, quarterFrom } from './capacity-shape.ts';
import { endingOf, loadCaseload, loadGround, placesOf } from './load-caseload.ts';

const therapistsAPage = 25;

/**
 * Free places by week for the next quarter, a therapist a row, and the planned endings that free them. By kind and rhythm of each
 * course alone: what a course asks of its therapist beyond that is in no number here, or the number would say for whom.
 */
export const capacity = staffProcedure('clients.capacity')
  .input(z.strictObject({ after: idSchema('staff').nullable() }))
  .output(
    z.strictObject({
      weeks: z.array(z.string()),
      therapists: z.array(
        z.strictObject({
          therapistId: z.string(),
          name: z.string(),
          ...capacitySchema.shape,
          endings: z.array(
            z.strictObject({
              on: z.string(),
              names: z.array(z.string()),
              clientId: z.string(),
              freesTenths: z.number(),
            }),
          ),
        }),
      ),
      /** Give it as `after` for the next page; null: that was the last. */
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const now = dateOf(ctx.now());
    const zone = ctx.practice.timeZone;
    const todayOn = localOn(now, zone);
    const { weeks, until } = quarterFrom(todayOn, zone);
    const found = await ctx.db.staffMember.findMany({
      where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
      orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
      select: { id: true, shortName: true },
      ...(input.after && { cursor: { practiceId_id: { practiceId, id: input.after } }, skip: 1 }),
      take: therapistsAPage + 1,
    });
    const page = found.slice(0, therapistsAPage).map(({ id, shortName: name }) => ({ id, name }));
    const [courses, grounds] = await Promise.all([
      loadCaseload(ctx.db, practiceId, { therapistIds: page.map(({ id }) => id) }, now),
      loadGround(ctx.db, practiceId, page, { now, zone, until }),
    ]);
    const lastOn = localOn(until, zone);
    return {
      weeks,
      therapists: grounds.map((ground) => {
        const own = courses.filter(({ therapistId, handover }) => therapistId === ground.id && !handover);
        return {
          therapistId: ground.id,
          name: ground.name,
          ...capacityOf(ground, placesOf(own, zone, todayOn), weeks),
          endings: own
            .flatMap((course) => {
              const on = endingOf(course, zone, todayOn);
              const [first] = course.clients;
              if (on === null || on >= lastOn || !first) return [];
              const names = course.clients.map(({ name }) => name);
              return [{ on, names, clientId: first.id, freesTenths: episodeWeight(course) }];
            })
            .toSorted((a, b) => (a.on < b.on ? -1 : 1)),
        };
      }),
      next: found.length > therapistsAPage ? (page.at(-1)?.id ?? null) : null,
    };
  });
