import type { AuthMethod } from '@heather/audit';
import { fail } from '@heather/core';
import { z } from 'zod';
import { codeMinutes } from '../auth/client-library.ts';
import { setCookie } from '../auth/cookies.ts';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { spokenCodeDigits } from '../auth/spoken-codes.ts';

import { demonstrationIsOn } from '../demonstration/conditions.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { sendCodeToClient, takeCodeOfClient } from './client-codes.ts';
import { mayMailCode } from './code-address.ts';
import { credential, userOfPasskey } from './passkeys.ts';

/** How this client can show that they are there now: what the page offers. A code from their therapist always works. */
export const clientWaysToConfirm = clientProcedure('account.clientWaysToConfirm')
  .output(z.strictObject({ mail: z.boolean(), passkey: z.boolean(), isDemonstration: z.boolean() }))
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const { rows } = await ctx.shell.auth.pool.query('SELECT FROM client_passkey WHERE "userId" = $1 LIMIT 1', [
      ctx.signIn.userId,
    ]);
    return {
      mail: await ctx.asWorker(({ db }) => mayMailCode(ctx.shell, db, practiceId, clientId)),
      passkey: rows.length > 0,
      isDemonstration: demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers),
    };
  });

/** Mails a code to the address that is safe now: whoever wants to change it must still reach it. */
export const clientSendConfirmCode = clientProcedure('account.clientSendConfirmCode')
  .output(z.strictObject({ minutes: z.number() }))
  .mutation(async ({ ctx }) => {
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.codeRequestPerAccount, ctx.actor.clientId, now()))) return fail('rate-limited');
    await sendCodeToClient(ctx, ctx.actor.clientId);
    return { minutes: codeMinutes };
  });

const digits = (count: number) => z.string().regex(new RegExp(`^\\d{${count}}$`));

/** Proof that the client is there now: a mailed code, one that their therapist said, or a passkey. It counts for ten minutes. */
export const clientStepUp = clientProcedure('account.clientStepUp')
  .input(
    z.union([
      z.strictObject({ code: digits(6) }),
      z.strictObject({ spokenCode: digits(spokenCodeDigits) }),
      z.strictObject({ response: credential }),
      z.strictObject({ demonstration: z.literal(true) }),
    ]),
  )
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    const { clientId } = ctx.actor;
    const { auth, now } = ctx.shell;
    const { id } = ctx.signIn;
    const about = { subjectType: 'sign-in', subjectId: id, clientId };
    const method = await methodOf(ctx, input);
    if (!method) {
      await ctx.write((tx) => tx.audit('auth.step-up.failed', { ...about, outcome: 'denied' }));
      return fail('response' in input ? 'auth/passkey-failed' : 'auth/code-wrong');
    }
    const token = await auth.client.signIns.strengthen(id, method, now());
    await ctx.write((tx) => tx.audit('auth.step-up.passed', { ...about, facts: { method } }));
    ctx.setCookies([setCookie(auth.cookies.client, token)]);
    return { done: true as const };
  });

type Proof =
  | { code: string }
  | { spokenCode: string }
  | { response: z.infer<typeof credential> }
  | { demonstration: true };

/** By what it is proved; null when it is not. */
async function methodOf(ctx: ClientContext, proof: Proof): Promise<AuthMethod | null> {
  const { practiceId, clientId } = ctx.actor;
  const { auth, now } = ctx.shell;
  if ('code' in proof) {
    const user = await takeCodeOfClient(ctx.shell, practiceId, clientId, proof.code);
    return user?.id === ctx.signIn.userId ? 'mail-code' : null;
  }
  if ('spokenCode' in proof) {
    const isWithin = await auth.withinLimit(limits.spokenPerAddress, networkOf(ctx.address), now());
    if (!isWithin) return fail('rate-limited');
    const used = await auth.spokenCodes.use(proof.spokenCode, now());
    return used?.practiceId === practiceId && used.clientId === clientId ? 'spoken-code' : null;
  }
  if ('response' in proof) {
    const user = await userOfPasskey(ctx, 'client', proof.response);
    return user.id === ctx.signIn.userId ? 'passkey' : null;
  }
  return demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers) ? 'demonstration' : fail('demonstration-only');
}
