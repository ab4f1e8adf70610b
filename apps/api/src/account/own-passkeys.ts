import { fail } from '@heather/core';
import { z } from 'zod';
import type { RequestContext, SignIn } from '../trpc/context.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { secondFactorsOf } from './second-factors.ts';

const listed = z.array(z.strictObject({ id: z.string(), name: z.string(), createdAt: z.string().nullable() }));
const one = z.strictObject({ passkeyId: z.uuid() });
const done = z.strictObject({ done: z.literal(true) });

type SignedIn = RequestContext & {
  signIn: SignIn;
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
};
type Row = { id: string; name: string | null; createdAt: Date | null };

async function list({ shell, signIn }: SignedIn) {
  const { rows } = await shell.auth.pool.query<Row>(
    `SELECT id, name, "createdAt" FROM ${signIn.kind}_passkey WHERE "userId" = $1 ORDER BY "createdAt", id LIMIT 50`,
    [signIn.userId],
  );
  return rows.map(({ id, name, createdAt }) => ({
    id,
    name: name ?? 'A passkey',
    createdAt: createdAt?.toISOString() ?? null,
  }));
}

async function remove(ctx: SignedIn, passkeyId: string) {
  const { signIn } = ctx;
  const { rowCount } = await ctx.shell.auth.pool.query(
    `DELETE FROM ${signIn.kind}_passkey WHERE id = $1 AND "userId" = $2`,
    [passkeyId, signIn.userId],
  );
  if (rowCount !== 1) return fail('not-found');
  const clientId = signIn.kind === 'client' ? signIn.clientId : null;
  await ctx.write((tx) => tx.audit('auth.passkey.removed', { subjectType: 'passkey', subjectId: passkeyId, clientId }));
  return { done: true as const };
}

/** What this account can prove itself with. Reachable with a password alone: the second step's page asks it first. */
export const secondFactors = staffProcedure('account.secondFactors')
  .output(z.strictObject({ methods: z.array(z.enum(['totp', 'passkey'])), hasPassword: z.boolean() }))
  .query(async ({ ctx }) => {
    const { auth } = ctx.shell;
    const { rows } = await auth.pool.query('SELECT FROM staff_account WHERE "userId" = $1 AND password IS NOT NULL', [
      ctx.signIn.userId,
    ]);
    return { methods: await secondFactorsOf(auth, ctx.signIn.userId), hasPassword: rows.length > 0 };
  });

export const listPasskeys = staffProcedure('account.listPasskeys')
  .output(listed)
  .query(({ ctx }) => list(ctx));

/** The last second step stays: without it a password alone would be enough to set up a new one. */
export const removePasskey = staffProcedure('account.removePasskey')
  .input(one)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const own = await list(ctx);
    if (!own.some((passkey) => passkey.id === input.passkeyId)) return fail('not-found');
    const methods = await secondFactorsOf(ctx.shell.auth, ctx.signIn.userId);
    if (own.length === 1 && !methods.includes('totp')) return fail('auth/last-second-step');
    return remove(ctx, input.passkeyId);
  });

export const clientListPasskeys = clientProcedure('account.clientListPasskeys')
  .output(listed)
  .query(({ ctx }) => list(ctx));

/** A client always has the code by mail or from their therapist, so any passkey may go. */
export const clientRemovePasskey = clientProcedure('account.clientRemovePasskey')
  .input(one)
  .output(done)
  .mutation(({ ctx, input }) => remove(ctx, input.passkeyId));
