import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { openSignIn } from '../account/open-sign-in.ts';
import { clientEmail } from '../auth/users.ts';
import { publicProcedure } from '../trpc/procedures.ts';
import { demonstrationIsOn } from './conditions.ts';

/** A few clients at different places of the path, to look round as. */
export const clientDemonstrationStatus = publicProcedure('demonstration.clientStatus')
  .output(
    z.strictObject({
      isOn: z.boolean(),
      mailUrl: z.string().nullable(),
      people: z.array(z.strictObject({ clientId: z.string(), name: z.string(), state: z.string() })),
    }),
  )
  .query(async ({ ctx }) => {
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers))
      return { isOn: false, mailUrl: null, people: [] };
    const people = await ctx.asWorker(
      (worker) =>
        worker.db.$queryRaw<{ clientId: string; name: string; state: string }[]>`
        SELECT id AS "clientId", short_name AS name, state FROM (
          SELECT c.*, row_number() OVER (PARTITION BY c.state ORDER BY c.id) AS place FROM client c
          WHERE c.practice_id = ${worker.practiceId}::uuid) AS c
        WHERE place <= 3 ORDER BY state, id LIMIT 12`,
    );
    return { isOn: true, mailUrl: ctx.shell.addresses.mailUrl, people };
  });

export const clientDemonstrationSignIn = publicProcedure('demonstration.clientSignIn')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers)) return fail('demonstration-only');
    const { clientId } = input;
    const found = await ctx.asWorker((worker) =>
      worker.db.client.findFirst({ where: { practiceId: worker.practiceId, id: clientId }, select: { id: true } }),
    );
    if (!found) return fail('not-found');
    const user = await ctx.shell.auth.client.users.ensure(ctx.actor.practiceId, clientId, clientEmail(clientId));
    await openSignIn(ctx, 'client', user, ['demonstration']);
    return { done: true as const };
  });
