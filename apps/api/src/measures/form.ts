import { idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { definitionOf, measureKeySchema } from './definitions.ts';
import { loadCourse } from './load-course.ts';

/** The empty form of a measure, to enter what a client said in the session or wrote on paper. */
export const form = staffProcedure('measures.form')
  .input(z.strictObject({ clientId: idSchema('client'), measureKey: measureKeySchema }))
  .output(
    z.strictObject({
      clientFirstName: z.string(),
      key: z.string(),
      name: z.string(),
      instruction: z.string().nullable(),
      attribution: z.string(),
      mayLeaveOut: z.number(),
      items: z.array(
        z.strictObject({
          number: z.number(),
          /** null: the practice reads it from its own licensed copy. */
          text: z.string().nullable(),
          options: z.array(z.string().nullable()),
        }),
      ),
      todayOn: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { clientId } = await loadCourse(ctx, input.clientId);
    const { key, name, instruction, licence, prorating, items } = definitionOf(input.measureKey);
    const client = await ctx.db.client.findFirst({
      where: { practiceId: ctx.actor.practiceId, id: clientId },
      select: { firstName: true },
    });
    return {
      clientFirstName: client?.firstName ?? '',
      key,
      name,
      instruction,
      attribution: licence.attribution,
      mayLeaveOut: prorating.maxMissing,
      items: items.map(({ number, text, options }) => ({ number, text, options: options.map(({ label }) => label) })),
      todayOn: ctx.now().toZonedDateTimeISO(ctx.practice.timeZone).toPlainDate().toString(),
    };
  });
