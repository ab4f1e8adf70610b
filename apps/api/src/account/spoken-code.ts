import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { spokenCodeDigits } from '../auth/spoken-codes.ts';
import { clientEmail } from '../auth/users.ts';
import { loadCourse } from '../measures/load-course.ts';
import { publicProcedure, staffProcedure } from '../trpc/procedures.ts';
import { openSignIn } from './open-sign-in.ts';

/** A code to say to a client in the room or on the telephone. Shown once, to the therapist of their course alone. */
export const makeSpokenCode = staffProcedure('account.makeSpokenCode')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(z.strictObject({ code: z.string(), expiresAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId } = input;
    // Who says a code lets somebody in as the client: a course that is theirs, or dated cover for it. Being asked is not enough.
    await loadCourse(ctx, clientId);
    const { auth, now } = ctx.shell;
    const made = await auth.spokenCodes.make({ practiceId, clientId, madeById: staffId }, now());
    await ctx.write((tx) =>
      tx.audit('auth.spoken-code.made', { subjectType: 'client', subjectId: clientId, clientId }),
    );
    return made;
  });

/** The code alone signs in. Tries are counted by network and by nothing wider: nobody's wrong tries keep out anybody elsewhere. */
export const signInWithSpokenCode = publicProcedure('account.signInWithSpokenCode')
  .input(z.strictObject({ code: z.string().regex(new RegExp(`^\\d{${spokenCodeDigits}}$`)) }))
  .output(z.strictObject({ done: z.literal(true), isFirst: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    const isWithin = await auth.withinLimit(limits.spokenPerAddress, networkOf(ctx.address), now());
    if (!isWithin) return fail('rate-limited');
    const used = await auth.spokenCodes.use(input.code, now());
    if (used?.practiceId !== ctx.actor.practiceId) {
      await ctx.write((tx) =>
        tx.audit('auth.spoken-code.failed', {
          subjectType: 'practice',
          subjectId: ctx.actor.practiceId,
          outcome: 'denied',
        }),
      );
      return fail('auth/code-wrong');
    }
    const { clientId } = used;
    const user = await auth.client.users.ensure(used.practiceId, clientId, clientEmail(clientId));
    await ctx.write((tx) =>
      tx.audit('auth.spoken-code.used', { subjectType: 'client', subjectId: clientId, clientId }),
    );
    const isFirst = await auth.client.signIns.isFirst(user.id);
    await openSignIn(ctx, 'client', user, ['spoken-code']);
    return { done: true as const, isFirst };
  });
