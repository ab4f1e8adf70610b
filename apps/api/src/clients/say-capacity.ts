import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf, localOn } from '../measures/instants.ts';
import { loadCourse } from '../measures/load-course.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/** "I can take two more from March": a whole number and a day, no reason. The practice reads it beside what the frame says. */
export const sayOpenPlaces = staffProcedure('clients.sayOpenPlaces')
  .input(z.strictObject({ places: z.int().min(0).max(40), fromOn: z.iso.date() }))
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId, staffId } = ctx.actor;
      const todayOn = localOn(tx.now(), ctx.practice.timeZone);
      const mostOn = Temporal.PlainDate.from(todayOn).add({ years: 2 }).toString();
      if (input.fromOn < todayOn || input.fromOn > mostOn) return fail('bad-input', { fields: ['fromOn'] });
      const fromOn = new Date(`${input.fromOn}T00:00:00Z`);
      const last = await tx.openPlaces.findFirst({
        where: { practiceId, therapistId: staffId },
        orderBy: [{ saidAt: 'desc' }, { id: 'desc' }],
      });
      // Said twice it is once.
      if (last?.places === input.places && last.fromOn.getTime() === fromOn.getTime()) return { kept: true };
      const saidAt = dateOf(tx.now());
      await tx.openPlaces.createMany({
        data: [{ practiceId, id: randomUUID(), therapistId: staffId, places: input.places, fromOn, saidAt }],
      });
      await tx.audit('capacity.said', { subjectType: 'staff', subjectId: staffId, facts: { places: input.places } });
      return { kept: true };
    }),
  );

/** What this course asks of its therapist beyond its rhythm: nothing, half a place, a whole one. Read by them alone. */
export const sayWeight = staffProcedure('clients.sayWeight')
  .input(
    z.strictObject({ clientId: idSchema('client'), extraTenths: z.union([z.literal(0), z.literal(5), z.literal(10)]) }),
  )
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, extraTenths } = input;
    const { episodeId } = await loadCourse(ctx, clientId);
    return ctx.write(async (tx) => {
      const where = { practiceId, clientId, episodeId };
      const said = { extraTenths, saidById: staffId, saidAt: dateOf(tx.now()) };
      const { count } = await tx.courseWeight.createMany({
        data: [{ ...where, id: randomUUID(), ...said }],
        skipDuplicates: true,
      });
      if (count === 0) await tx.courseWeight.updateMany({ where, data: said });
      await tx.audit('course-weight.said', { subjectType: 'client', subjectId: clientId, clientId });
      return { kept: true };
    });
  });
