import { fail } from '@heather/core';
import { z } from 'zod';
import { clearCookie } from '../auth/cookies.ts';
import type { RequestContext, SignIn } from '../trpc/context.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';

const listed = z.array(
  z.strictObject({
    id: z.string(),
    device: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    authMethods: z.array(z.string()),
    isThisOne: z.boolean(),
  }),
);
const done = z.strictObject({ done: z.literal(true) });
const one = z.strictObject({ signInId: z.uuid() });

type SignedIn = RequestContext & {
  signIn: SignIn;
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
};

async function list(ctx: SignedIn) {
  const found = await ctx.shell.auth[ctx.signIn.kind].signIns.list(ctx.signIn.userId, ctx.shell.now());
  return found.map((signIn) => ({ ...signIn, isThisOne: signIn.id === ctx.signIn.id }));
}

async function end(ctx: SignedIn, id: string) {
  const { auth, now } = ctx.shell;
  const { kind, userId } = ctx.signIn;
  if (!(await auth[kind].signIns.end(userId, id, now()))) return fail('not-found');
  await noteEnd(ctx, id, 'auth.sign-in.ended');
  if (id === ctx.signIn.id) ctx.setCookies([clearCookie(auth.cookies[kind])]);
  return { done: true as const };
}

/** Ends the sign-in that asks. Twice is once. */
export async function signOut(ctx: SignedIn) {
  const { auth, now } = ctx.shell;
  const { kind, userId, id } = ctx.signIn;
  if (await auth[kind].signIns.end(userId, id, now())) await noteEnd(ctx, id, 'auth.sign-out');
  ctx.setCookies([clearCookie(auth.cookies[kind])]);
  return { done: true as const };
}

function noteEnd(ctx: SignedIn, id: string, type: 'auth.sign-out' | 'auth.sign-in.ended') {
  const clientId = ctx.signIn.kind === 'client' ? ctx.signIn.clientId : null;
  return ctx.write((tx) => tx.audit(type, { subjectType: 'sign-in', subjectId: id, clientId }));
}

export const listSignIns = staffProcedure('account.listSignIns')
  .output(listed)
  .query(({ ctx }) => list(ctx));
export const endSignIn = staffProcedure('account.endSignIn')
  .input(one)
  .output(done)
  .mutation(({ ctx, input }) => end(ctx, input.signInId));
export const staffSignOut = staffProcedure('account.signOut')
  .output(done)
  .mutation(({ ctx }) => signOut(ctx));

export const clientListSignIns = clientProcedure('account.clientListSignIns')
  .output(listed)
  .query(({ ctx }) => list(ctx));
export const clientEndSignIn = clientProcedure('account.clientEndSignIn')
  .input(one)
  .output(done)
  .mutation(({ ctx, input }) => end(ctx, input.signInId));
export const clientSignOut = clientProcedure('account.clientSignOut')
  .output(done)
  .mutation(({ ctx }) => signOut(ctx));
