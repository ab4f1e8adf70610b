import { fail } from '@heather/core';
import { z } from 'zod';
import { asUser, ceremonyCookies, headersOf } from '../auth/ceremony.ts';
import { setCookie } from '../auth/cookies.ts';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { deviceOf } from '../auth/sign-ins.ts';
import { runAs } from '../database.ts';
import type { RequestContext, SignIn } from '../trpc/context.ts';
import { clientProcedure, publicProcedure, signedOutStaffProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { loadRoles } from './load-identity.ts';
import { openSignIn } from './open-sign-in.ts';
import { mayEnrol } from './second-factor.ts';

type Audience = 'staff' | 'client';
/** What WebAuthn gives and takes is JSON that the library checks; its size is the body's. */
export const credential = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
});
const options = z.looseObject({ challenge: z.string() });
const done = z.strictObject({ done: z.literal(true) });
const added = z.strictObject({ response: credential });

type SignedIn = RequestContext & {
  signIn: SignIn;
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
};

async function begin(ctx: SignedIn, audience: Audience) {
  const { auth } = ctx.shell;
  const { library } = auth[audience];
  const { headers, response } = await asUser(
    { library, pool: auth.pool, audience },
    ctx.signIn.userId,
    ctx.headers,
    (own) => library.api.generatePasskeyRegistrationOptions({ headers: own, returnHeaders: true }),
  );
  ctx.setCookies(ceremonyCookies(headers));
  return response as unknown as z.infer<typeof options>;
}

async function finish(ctx: SignedIn, audience: Audience, response: z.infer<typeof credential>): Promise<void> {
  const { auth, now } = ctx.shell;
  const { library } = auth[audience];
  await asUser({ library, pool: auth.pool, audience }, ctx.signIn.userId, ctx.headers, (own) =>
    library.api.verifyPasskeyRegistration({
      body: { response, name: deviceOf(ctx.headers['user-agent']) },
      headers: own,
    }),
  ).catch(() => fail('auth/passkey-failed'));
  const token = await auth[audience].signIns.strengthen(ctx.signIn.id, 'passkey', now());
  await ctx.write((tx) =>
    tx.audit('auth.passkey.added', {
      subjectType: 'sign-in',
      subjectId: ctx.signIn.id,
      clientId: ctx.signIn.kind === 'client' ? ctx.signIn.clientId : null,
    }),
  );
  ctx.setCookies([setCookie(auth.cookies[audience], token)]);
}

async function beginSignIn(ctx: RequestContext, audience: Audience) {
  const { auth, now } = ctx.shell;
  if (!(await auth.withinLimit(limits.passkeyPerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
  const { headers, response } = await auth[audience].library.api.generatePasskeyAuthenticationOptions({
    headers: new Headers(),
    returnHeaders: true,
  });
  ctx.setCookies(ceremonyCookies(headers));
  return response as unknown as z.infer<typeof options>;
}

/** Whose passkey it was. The library's own session is removed at once. */
export async function userOfPasskey(ctx: RequestContext, audience: Audience, response: z.infer<typeof credential>) {
  const { auth, now } = ctx.shell;
  if (!(await auth.withinLimit(limits.passkeyPerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
  const found = await auth[audience].library.api
    .verifyPasskeyAuthentication({ body: { response: response as never }, headers: headersOf(ctx.headers) })
    .catch(() => fail('auth/passkey-failed'));
  await auth.pool.query(`DELETE FROM ${audience}_session WHERE "userId" = $1`, [found.user.id]);
  return (await auth[audience].users.byId(found.user.id)) ?? fail('auth/passkey-failed');
}

/** Only a password so far? Then only as the first second factor. */
export const beginPasskey = staffProcedure('account.beginPasskey')
  .output(options)
  .mutation(async ({ ctx }) => {
    await mayEnrol(ctx);
    return begin(ctx, 'staff');
  });
export const finishPasskey = staffProcedure('account.finishPasskey')
  .input(added)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    await mayEnrol(ctx);
    await finish(ctx, 'staff', input.response);
    return { done: true as const };
  });

export const clientBeginPasskey = clientProcedure('account.clientBeginPasskey')
  .output(options)
  .mutation(({ ctx }) => begin(ctx, 'client'));
export const clientFinishPasskey = clientProcedure('account.clientFinishPasskey')
  .input(added)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    await finish(ctx, 'client', input.response);
    return { done: true as const };
  });

export const beginPasskeySignIn = signedOutStaffProcedure('account.beginPasskeySignIn')
  .output(options)
  .mutation(({ ctx }) => beginSignIn(ctx, 'staff'));
export const finishPasskeySignIn = signedOutStaffProcedure('account.finishPasskeySignIn')
  .input(added)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const user = await userOfPasskey(ctx, 'staff', input.response);
    const staff = { kind: 'staff', practiceId: user.practiceId, staffId: user.personId } as const;
    const roles = await runAs(staff, () =>
      loadRoles(ctx.shell.database, user.practiceId, user.personId, ctx.shell.now()),
    );
    if (!roles) return fail('auth/passkey-failed');
    await openSignIn(ctx, 'staff', user, ['passkey'], roles);
    return { done: true as const };
  });

export const clientBeginPasskeySignIn = publicProcedure('account.clientBeginPasskeySignIn')
  .output(options)
  .mutation(({ ctx }) => beginSignIn(ctx, 'client'));
export const clientFinishPasskeySignIn = publicProcedure('account.clientFinishPasskeySignIn')
  .input(added)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    await openSignIn(ctx, 'client', await userOfPasskey(ctx, 'client', input.response), ['passkey']);
    return { done: true as const };
  });
