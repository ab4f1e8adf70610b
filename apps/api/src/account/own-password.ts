import { randomUUID } from 'node:crypto';
import { fail } from '@heather/core';
import { z } from 'zod';
import { setCookie } from '../auth/cookies.ts';
import { limits } from '../auth/rate-limit.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { setPassword } from './invitations.ts';
import { passwordIsRight } from './staff-sign-in.ts';

/**
 * A new password of one's own, with the old one and a fresh proof. Every other sign-in ends and this one gets a new token, so that
 * whoever knew the old password, or has a cookie of before, is out; a mail says so without saying what.
 * @throws auth/not-matched for a wrong old password, auth/weak-password for a new one that is short, the address or the old one
 */
export const changePassword = staffProcedure('account.changePassword')
  .input(z.strictObject({ current: z.string().min(1).max(128), next: z.string().max(128) }))
  .output(z.strictObject({ ended: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    const { id, userId } = ctx.signIn;
    const { rows } = await auth.pool.query<{ email: string }>('SELECT email FROM staff_user WHERE id = $1', [userId]);
    const email = rows[0]?.email ?? fail('signed-out');
    if (!(await auth.withinLimit(limits.passwordPerAccount, email, now()))) return fail('rate-limited');
    const isWeak = input.next.length < 12 || input.next === input.current || input.next.toLowerCase().includes(email);
    if (isWeak) return fail('auth/weak-password');
    if (!(await passwordIsRight(auth, email, input.current))) return fail('auth/not-matched');
    const ended = await ctx.write(async (tx) => {
      await tx.audit('auth.password.changed', { subjectType: 'staff', subjectId: ctx.actor.staffId });
      await tellOwner(tx, ctx.actor.staffId);
      // Before the commit: were it to fail, the trail would not say what did not happen.
      await setPassword(auth, userId, input.next);
      return auth.staff.signIns.endOthers(userId, id, now());
    });
    ctx.setCookies([setCookie(auth.cookies.staff, await auth.staff.signIns.strengthen(id, 'password', now()))]);
    return { ended };
  });

/** Whoever did not do it themselves should hear of it. Which thing changed stands behind the link, not in the mail. */
export async function tellOwner(tx: WriteTransaction, staffId: string): Promise<void> {
  const url = `${tx.shell.addresses.staffUrl}/account`;
  await queueMail(tx, { staffId, template: 'way-in-changed', params: { url }, key: `way-in-changed:${randomUUID()}` });
}
