import { fail } from '@heather/core';
import { z } from 'zod';
import { setCookie } from '../auth/cookies.ts';
import { demonstrationIsOn } from '../demonstration/conditions.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { credential, userOfPasskey } from './passkeys.ts';
import { prove } from './second-factor.ts';

/** Proof that the person is there now, by authenticator or passkey (or by one click in a demonstration, where nobody has one). */
export const stepUp = staffProcedure('account.stepUp')
  .input(
    z.union([
      z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
      z.strictObject({ recoveryCode: z.string().regex(/^[\w-]{8,24}$/) }),
      z.strictObject({ response: credential }),
      z.strictObject({ demonstration: z.literal(true) }),
    ]),
  )
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    if ('code' in input || 'recoveryCode' in input) {
      await prove(ctx, input, 'auth.step-up.passed');
      return { done: true as const };
    }
    const method = 'response' in input ? ('passkey' as const) : ('demonstration' as const);
    if ('response' in input) {
      const user = await userOfPasskey(ctx, 'staff', input.response);
      if (user.id !== ctx.signIn.userId) return fail('auth/passkey-failed');
    } else if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers)) return fail('demonstration-only');
    const { auth, now } = ctx.shell;
    const token = await auth.staff.signIns.strengthen(ctx.signIn.id, method, now());
    await ctx.write((tx) =>
      tx.audit('auth.step-up.passed', {
        subjectType: 'sign-in',
        subjectId: ctx.signIn.id,
        facts: { method },
      }),
    );
    ctx.setCookies([setCookie(auth.cookies.staff, token)]);
    return { done: true as const };
  });
