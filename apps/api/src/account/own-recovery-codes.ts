import { fail } from '@heather/core';
import { z } from 'zod';
import { asUser } from '../auth/ceremony.ts';
import { limits } from '../auth/rate-limit.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { tellOwner } from './own-password.ts';
import { secondFactorsOf } from './second-factors.ts';

/** Ten new recovery codes, shown once; all of the old ones die. Wants the password and a fresh proof. */
export const newRecoveryCodes = staffProcedure('account.newRecoveryCodes')
  .input(z.strictObject({ password: z.string().min(1).max(128) }))
  .output(z.strictObject({ recoveryCodes: z.array(z.string()) }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    const { userId } = ctx.signIn;
    if (!(await secondFactorsOf(auth, userId)).includes('totp')) return fail('wrong-order');
    if (!(await auth.withinLimit(limits.secondFactorPerAccount, userId, now()))) return fail('rate-limited');
    const { library } = auth.staff;
    const { backupCodes } = await asUser(
      { library, pool: auth.pool, audience: 'staff' },
      userId,
      ctx.headers,
      (headers) => library.api.generateBackupCodes({ body: { password: input.password }, headers }),
    ).catch((error: { body?: { code?: string } }) =>
      fail(error.body?.code === 'INVALID_PASSWORD' ? 'auth/not-matched' : 'wrong-order'),
    );
    await ctx.write(async (tx) => {
      await tx.audit('auth.recovery-codes.made', { subjectType: 'staff', subjectId: ctx.actor.staffId });
      await tellOwner(tx, ctx.actor.staffId);
    });
    return { recoveryCodes: backupCodes };
  });
