import { mayHaveTalkedOn } from '@heather/alliance';
import { dateOnSchema, fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { localOn } from './instants.ts';
import { loadCourse } from './load-course.ts';

/** "We talked about it": these results or signals met a conversation on this day. Recorded once; said again it is the same. */
export const talkedAbout = staffProcedure('measures.talkedAbout')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      talkedOn: dateOnSchema,
      subjects: z
        .array(
          z.strictObject({
            subjectType: z.enum(['administration', 'alliance-signal']),
            subjectId: idSchema('response'),
          }),
        )
        .min(1)
        .max(100),
    }),
  )
  .output(z.strictObject({ recorded: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, episodeId } = await loadCourse(ctx, input.clientId);
    const zone = ctx.practice.timeZone;
    const todayOn = localOn(ctx.now(), zone);
    const ids = (type: string) =>
      input.subjects.filter((each) => each.subjectType === type).map(({ subjectId }) => subjectId);
    const where = { practiceId, clientId, episodeId };
    const [administrations, signals] = await Promise.all([
      ctx.db.administration.findMany({
        where: { ...where, id: { in: ids('administration') }, state: 'submitted' },
        select: { id: true, submittedAt: true, dueAt: true, collection: true },
      }),
      ctx.db.allianceSignal.findMany({
        where: { ...where, id: { in: ids('alliance-signal') } },
        select: { id: true, raisedAt: true },
      }),
    ]);
    const known = new Map<string, string>([
      // On paper it was answered on its own day, whenever it was entered.
      ...administrations.map(({ id, submittedAt, dueAt, collection }): [string, string] => [
        id,
        localOn(collection === 'online' ? (submittedAt ?? dueAt) : dueAt, zone),
      ]),
      ...signals.map(({ id, raisedAt }): [string, string] => [id, localOn(raisedAt, zone)]),
    ]);
    for (const { subjectId } of input.subjects) {
      const subjectOn = known.get(subjectId);
      if (subjectOn === undefined) return fail('not-found');
      if (!mayHaveTalkedOn(input.talkedOn, subjectOn, todayOn)) return fail('bad-input', { fields: ['talkedOn'] });
    }
    return ctx.write(async (tx) => {
      let recorded = 0;
      for (const { subjectType, subjectId } of input.subjects) {
        const { count } = await tx.talkedAbout.createMany({
          skipDuplicates: true,
          data: [
            {
              practiceId,
              clientId,
              subjectType,
              subjectId,
              talkedOn: new Date(`${input.talkedOn}T00:00:00Z`),
              staffId,
            },
          ],
        });
        if (count === 0) continue;
        recorded += 1;
        const type = subjectType === 'administration' ? 'measure.talked-about' : 'check-in.talked-about';
        await tx.audit(type, { subjectType, subjectId, clientId });
      }
      return { recorded };
    });
  });
