import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { normaliseAddress } from '@heather/mail';
import { z } from 'zod';
import { codeMinutes } from '../auth/client-library.ts';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { clientEmail, type UserRow } from '../auth/users.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Shell } from '../shell.ts';
import { type ClientContext, type PublicContext, publicProcedure } from '../trpc/procedures.ts';
import { holdersOf, mayMailCode, whoSignsIn } from './code-address.ts';
import { openSignIn } from './open-sign-in.ts';

const code = z.string().regex(/^\d{6}$/);
const address = z.string().max(254);

/**
 * Makes a code for one client and mails it to the address that they called safe, and to no other. For the sign-in page and for
 * whoever has shown a link (the link says whose; the code shows that it is them).
 * @returns willLeave false where no code may go by mail (code-address.ts): their therapist says one
 */
export async function sendCodeToClient(
  ctx: PublicContext | ClientContext,
  clientId: string,
): Promise<{ willLeave: boolean }> {
  const { auth } = ctx.shell;
  const { practiceId } = ctx.actor;
  const mayLeave = await ctx.asWorker(({ db }) => mayMailCode(ctx.shell, db, practiceId, clientId));
  if (!mayLeave) {
    await ctx.asWorker((worker) =>
      worker.write((tx) =>
        tx.audit('auth.code.sent', { subjectType: 'client', subjectId: clientId, clientId, facts: { leaves: false } }),
      ),
    );
    return { willLeave: false };
  }
  const email = clientEmail(clientId);
  await auth.client.users.ensure(practiceId, clientId, email);
  const made = await auth.client.library.api.createVerificationOTP({ body: { email, type: 'sign-in' } });
  return ctx.asWorker((worker) =>
    worker.write(async (tx) => {
      const params = { code: made, minutes: codeMinutes };
      const { willLeave } = await queueMail(tx, {
        clientId,
        template: 'one-time-code',
        params,
        key: `code:${randomUUID()}`,
      });
      await tx.audit('auth.code.sent', {
        subjectType: 'client',
        subjectId: clientId,
        clientId,
        facts: { leaves: willLeave },
      });
      return { willLeave };
    }),
  );
}

/** Checks a mailed code, which is then used up. @returns the client's user, or null whatever was wrong */
export async function takeCodeOfClient(
  shell: Shell,
  practiceId: string,
  clientId: string,
  given: string,
): Promise<UserRow | null> {
  const { auth, now } = shell;
  if (!(await auth.withinLimit(limits.codePerAccount, clientId, now()))) return fail('rate-limited');
  const user = await auth.client.users.byPerson(practiceId, clientId);
  if (!user) return null;
  try {
    await auth.client.library.api.signInEmailOTP({ body: { email: clientEmail(clientId), otp: given } });
    return user;
  } catch {
    return null;
  } finally {
    await auth.pool.query('DELETE FROM client_session WHERE "userId" = $1', [user.id]);
  }
}

/** Signs in as a client whose mailed code was right. The agreements area calls this from its link page. */
export async function signInWithCodeOf(
  ctx: PublicContext,
  clientId: string,
  given: string,
): Promise<{ isFirst: boolean }> {
  const user = await takeCodeOfClient(ctx.shell, ctx.actor.practiceId, clientId, given);
  if (!user) {
    await ctx.write((tx) =>
      tx.audit('auth.sign-in.failed', { subjectType: 'client', subjectId: clientId, clientId, outcome: 'denied' }),
    );
    return fail('auth/code-wrong');
  }
  const isFirst = await ctx.shell.auth.client.signIns.isFirst(user.id);
  await openSignIn(ctx, 'client', user, ['mail-code']);
  return { isFirst };
}

const clientOf = (ctx: PublicContext, given: string): Promise<string | null> =>
  ctx.asWorker(async ({ db }) => whoSignsIn(await holdersOf(ctx.shell, db, ctx.actor.practiceId, given)));

/** Known or not, the answer and its time are the same: nobody learns here who is a client. */
export const requestCode = publicProcedure('account.requestCode')
  .input(z.strictObject({ address }))
  .output(z.strictObject({ sent: z.literal('if-known'), minutes: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const floor = ctx.shell.pause(ctx.shell.answerFloorMs);
    const { auth, now } = ctx.shell;
    const isWithin =
      (await auth.withinLimit(limits.codeRequestPerAddress, networkOf(ctx.address), now())) &&
      (await auth.withinLimit(limits.codeRequestPerAccount, normaliseAddress(input.address), now()));
    if (!isWithin) return fail('rate-limited');
    const clientId = await clientOf(ctx, input.address);
    if (clientId) await sendCodeToClient(ctx, clientId);
    await floor;
    return { sent: 'if-known' as const, minutes: codeMinutes };
  });

export const signInWithCode = publicProcedure('account.signInWithCode')
  .input(z.strictObject({ address, code }))
  .output(z.strictObject({ done: z.literal(true), isFirst: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const floor = ctx.shell.pause(ctx.shell.answerFloorMs);
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.codePerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
    const clientId = await clientOf(ctx, input.address);
    if (!clientId) {
      await floor;
      return fail('auth/code-wrong');
    }
    const { isFirst } = await signInWithCodeOf(ctx, clientId, input.code).finally(() => floor);
    return { done: true as const, isFirst };
  });
