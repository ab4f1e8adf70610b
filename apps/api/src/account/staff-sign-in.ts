import { fail } from '@heather/core';
import { z } from 'zod';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { runAs } from '../database.ts';
import { signedOutStaffProcedure } from '../trpc/procedures.ts';
import { loadRoles } from './load-identity.ts';
import { openSignIn } from './open-sign-in.ts';
import { secondFactorsOf } from './second-factors.ts';

/**
 * Address and password. Opens a sign-in that reaches nothing yet but the second factor (or its setting up, where there is none).
 * An unknown address, a wrong password and somebody who has left are one answer.
 */
export const signIn = signedOutStaffProcedure('account.signIn')
  .input(z.strictObject({ email: z.string().max(254), password: z.string().min(1).max(128) }))
  .output(z.strictObject({ next: z.enum(['second-factor', 'enrol']), methods: z.array(z.enum(['totp', 'passkey'])) }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    const email = input.email.trim().toLowerCase();
    const isWithin =
      (await auth.withinLimit(limits.passwordPerAddress, networkOf(ctx.address), now())) &&
      (await auth.withinLimit(limits.passwordPerAccount, email, now()));
    const user = await auth.staff.users.byEmail(email);
    const note = (type: 'auth.sign-in.failed' | 'auth.sign-in.rate-limited') =>
      user && ctx.write((tx) => tx.audit(type, { subjectType: 'staff', subjectId: user.personId, outcome: 'denied' }));
    if (!isWithin) {
      await note('auth.sign-in.rate-limited');
      return fail('rate-limited');
    }
    const isRight = await passwordIsRight(ctx.shell.auth, email, input.password);
    const roles =
      user &&
      (await runAs(staffOf(user), () =>
        loadRoles(ctx.shell.database, user.practiceId, user.personId, ctx.shell.now()),
      ));
    if (!isRight || !user || !roles) {
      await note('auth.sign-in.failed');
      return fail('auth/not-matched');
    }
    await openSignIn(ctx, 'staff', user, ['password'], roles);
    const methods = await secondFactorsOf(auth, user.id);
    return { next: methods.length > 0 ? ('second-factor' as const) : ('enrol' as const), methods };
  });

const staffOf = (user: { practiceId: string; personId: string }) =>
  ({ kind: 'staff', practiceId: user.practiceId, staffId: user.personId }) as const;

/** Asks the library, which takes as long for an unknown address, and leaves no session of its own behind. */
export async function passwordIsRight(
  auth: import('../auth/auth.ts').Auth,
  email: string,
  password: string,
): Promise<boolean> {
  try {
    await auth.staff.library.api.signInEmail({ body: { email, password } });
    return true;
  } catch {
    return false;
  } finally {
    await auth.pool.query('DELETE FROM staff_session WHERE "userId" IN (SELECT id FROM staff_user WHERE email = $1)', [
      email,
    ]);
  }
}
