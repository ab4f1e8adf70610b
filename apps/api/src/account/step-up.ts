import { fail } from '@heather/core';
import { z } from 'zod';
import { setCookie } from '../auth/cookies.ts';
import { demonstrationIsOn } from '../demonstration/conditions.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { prove } from './second-factor.ts';

/** Proof that the person is there now, by authenticator (or by one click in a demonstration, where nobody has one). */
export const stepUp = staffProcedure('account.stepUp')
  .input(
    z.union([
      z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
      z.strictObject({ demonstration: z.literal(true) }),
    ]),
  )
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    if ('code' in input) {
      await prove(ctx, input, 'auth.step-up.passed');
      return { done: true as const };
    }
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers)) return fail('demonstration-only');
    const { auth, now } = ctx.shell;
    const token = await auth.staff.signIns.strengthen(ctx.signIn.id, 'demonstration', now());
    await ctx.write((tx) =>
      tx.audit('auth.step-up.passed', {
        subjectType: 'sign-in',
        subjectId: ctx.signIn.id,
        facts: { method: 'demonstration' },
      }),
    );
    ctx.setCookies([setCookie(auth.cookies.staff, token)]);
    return { done: true as const };
  });
