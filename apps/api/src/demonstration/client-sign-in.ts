import { fail, idSchema } from '@heather/core';
import { demonstrationPeople } from '@heather/seed';
import { z } from 'zod';
import { openSignIn } from '../account/open-sign-in.ts';
import { clientEmail } from '../auth/users.ts';
import { publicProcedure } from '../trpc/procedures.ts';
import { demonstrationIsOn } from './conditions.ts';

/** A few clients to look round as, each at another place of the path (`in-therapy`, `to-sign`, `to-answer`). */
export const clientDemonstrationStatus = publicProcedure('demonstration.clientStatus')
  .output(
    z.strictObject({
      isOn: z.boolean(),
      mailUrl: z.string().nullable(),
      people: z.array(z.strictObject({ clientId: z.string(), name: z.string(), place: z.string() })),
    }),
  )
  .query(async ({ ctx }) => {
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers))
      return { isOn: false, mailUrl: null, people: [] };
    const people = await ctx.asWorker(async (worker) => {
      const { practiceId } = worker;
      const found = await worker.db.safeContact.findMany({
        where: { practiceId, email: { in: Object.values(demonstrationPeople.clients) } },
        select: { email: true, client: { select: { id: true, shortName: true } } },
      });
      return Object.entries(demonstrationPeople.clients).flatMap(([place, email]) =>
        found
          .filter((one) => one.email === email)
          .map(({ client }) => ({ clientId: client.id, name: client.shortName, place })),
      );
    });
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
