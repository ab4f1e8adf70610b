import { fail } from '@heather/core';
import { z } from 'zod';
import { asUser } from '../auth/ceremony.ts';
import { setCookie } from '../auth/cookies.ts';
import { stepUpIsFresh } from '../auth/limits.ts';
import { limits } from '../auth/rate-limit.ts';
import { useTotpOnce } from '../auth/totp-once.ts';
import { hasSecondFactor, type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { secondFactorsOf } from './second-factors.ts';

const code = z.string().regex(/^\d{6}$/);
const recoveryCode = z.string().regex(/^[\w-]{8,24}$/);
const done = z.strictObject({ done: z.literal(true) });

/** The second step of signing in: a code from an authenticator, each accepted once, or a recovery code. */
export const verifySecondFactor = staffProcedure('account.verifySecondFactor')
  .input(z.union([z.strictObject({ code }), z.strictObject({ recoveryCode })]))
  .output(done)
  .mutation(async ({ ctx, input }) => {
    if (!(await secondFactorsOf(ctx.shell.auth, ctx.signIn.userId)).includes('totp')) return fail('wrong-order');
    await prove(ctx, input, 'auth.sign-in.succeeded');
    return { done: true as const };
  });

/** "Confirm that it is you": opens what wants a fresh proof for ten minutes. */
export async function prove(
  ctx: StaffContext,
  input: { code: string } | { recoveryCode: string },
  event: 'auth.sign-in.succeeded' | 'auth.step-up.passed' | 'auth.second-factor.enrolled',
): Promise<void> {
  const { auth, now } = ctx.shell;
  const { userId, id } = ctx.signIn;
  if (!(await auth.withinLimit(limits.secondFactorPerAccount, userId, now()))) return fail('rate-limited');
  const method = 'code' in input ? 'totp' : 'recovery-code';
  if (!(await isAccepted(ctx, input))) {
    await ctx.write((tx) =>
      tx.audit(event === 'auth.step-up.passed' ? 'auth.step-up.failed' : 'auth.second-factor.failed', {
        subjectType: 'sign-in',
        subjectId: id,
        outcome: 'denied',
      }),
    );
    return fail('auth/code-wrong');
  }
  const token = await auth.staff.signIns.strengthen(id, method, now());
  await ctx.write((tx) => tx.audit(event, { subjectType: 'sign-in', subjectId: id, facts: { method } }));
  ctx.setCookies([setCookie(auth.cookies.staff, token)]);
}

async function isAccepted(ctx: StaffContext, input: { code: string } | { recoveryCode: string }): Promise<boolean> {
  const { auth, now } = ctx.shell;
  const { userId } = ctx.signIn;
  const { api } = auth.staff.library;
  try {
    await asUser({ library: auth.staff.library, pool: auth.pool, audience: 'staff' }, userId, ctx.headers, (headers) =>
      'code' in input
        ? api.verifyTOTP({ body: { code: input.code }, headers })
        : api.verifyBackupCode({ body: { code: input.recoveryCode }, headers }),
    );
  } catch {
    return false;
  }
  // The library takes one code twice in its window; here it is good once, for whoever came first.
  return 'recoveryCode' in input || useTotpOnce(auth.pool, userId, input.code, now());
}

/** A password alone may set up the first second factor, never another one beside it; to add one, the person is there now. */
export async function mayEnrol(ctx: StaffContext): Promise<void> {
  if (hasSecondFactor(ctx.signIn)) {
    if (!stepUpIsFresh(ctx.signIn, ctx.now())) fail('step-up-needed');
    return;
  }
  if ((await secondFactorsOf(ctx.shell.auth, ctx.signIn.userId)).length > 0) fail('second-factor-needed');
}

/** Begins an authenticator: the secret as a link for the app, and the recovery codes, both shown once. */
export const beginTotp = staffProcedure('account.beginTotp')
  .input(z.strictObject({ password: z.string().min(1).max(128) }))
  .output(z.strictObject({ uri: z.string(), recoveryCodes: z.array(z.string()) }))
  .mutation(async ({ ctx, input }) => {
    await mayEnrol(ctx);
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.secondFactorPerAccount, ctx.signIn.userId, now()))) return fail('rate-limited');
    const begun = await asUser(
      { library: auth.staff.library, pool: auth.pool, audience: 'staff' },
      ctx.signIn.userId,
      ctx.headers,
      (headers) =>
        auth.staff.library.api.enableTwoFactor({ body: { password: input.password, method: 'totp' }, headers }),
    ).catch((error: { body?: { code?: string } }) =>
      fail(error.body?.code === 'INVALID_PASSWORD' ? 'auth/not-matched' : 'wrong-order'),
    );
    if (begun.method !== 'totp') return fail('unavailable');
    return { uri: begun.totpURI, recoveryCodes: begun.backupCodes };
  });

/** The first code from the new authenticator finishes it, and counts as the second step of this sign-in. */
export const finishTotp = staffProcedure('account.finishTotp')
  .input(z.strictObject({ code }))
  .output(done)
  .mutation(async ({ ctx, input }) => {
    await mayEnrol(ctx);
    await prove(ctx, input, 'auth.second-factor.enrolled');
    return { done: true as const };
  });
