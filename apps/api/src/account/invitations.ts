import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { fail, lineSchema } from '@heather/core';
import type { FoundInvitation } from '@heather/database';
import { isMailAddress, normaliseAddress } from '@heather/mail';
import { staffRoles } from '@heather/policy';
import { z } from 'zod';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { type PublicContext, signedOutStaffProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { openSignIn } from './open-sign-in.ts';

/** How long an invitation is good for. */
export const validDays = 7;
export const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * A one-time way in: 256 random bits, kept as a hash, for seven days. The token stands behind # in the link, so that it reaches no
 * log and no Referer; opening the page changes nothing.
 */
export async function makeInvitation(
  tx: WriteTransaction,
  staffId: string,
): Promise<{ url: string; invitationId: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const now = tx.now();
  await tx.staffInvitation.create({
    data: {
      practiceId: tx.practiceId,
      id,
      staffId,
      tokenHash: hashOf(token),
      expiresAt: new Date(now.epochMilliseconds + validDays * 86_400_000),
      createdAt: new Date(now.epochMilliseconds),
    },
  });
  return { url: `${tx.shell.addresses.staffUrl}/invitation#${token}`, invitationId: id };
}

const address = z.string().max(254).transform(normaliseAddress).refine(isMailAddress, 'not an address');

export const inviteStaff = staffProcedure('account.inviteStaff')
  .input(
    z.strictObject({
      fullName: lineSchema(120, 1),
      shortName: lineSchema(40, 1),
      email: address,
      roles: z.array(z.enum(staffRoles)).min(1).max(5),
    }),
  )
  .output(z.strictObject({ staffId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { roles, ...person } = input;
      const staffId = randomUUID();
      await tx.staffMember.create({ data: { practiceId, id: staffId, ...person, state: 'invited' } });
      await tx.staffRole.createMany({
        data: [...new Set(roles)].map((role) => ({ practiceId, staffId, role, grantedById: ctx.actor.staffId })),
      });
      const { url, invitationId } = await makeInvitation(tx, staffId);
      await queueMail(tx, {
        staffId,
        template: 'staff-invite',
        params: { url, days: validDays },
        key: `staff-invite:${invitationId}`,
      });
      await tx.audit('staff.invited', { subjectType: 'staff', subjectId: staffId, changes: ['roles'] });
      return { staffId };
    }),
  );

const setUp = z.strictObject({
  practiceName: lineSchema(120, 1),
  fullName: lineSchema(120, 1),
  shortName: lineSchema(40, 1),
  email: address,
});

/** The first manager's address until they say theirs (start/first-manager.ts). Nothing can be sent to .invalid. */
export const firstManagerEmail = 'first-manager@heather.invalid';
const isFirstManager = (email: string) => email === firstManagerEmail;

async function writeSetUp(tx: WriteTransaction, staffId: string, given: z.infer<typeof setUp>): Promise<void> {
  const { practiceId } = tx;
  const { practiceName, ...person } = given;
  await tx.practice.updateMany({
    where: { id: practiceId },
    data: { name: practiceName, controllerName: practiceName },
  });
  await tx.staffMember.updateMany({ where: { practiceId, id: staffId }, data: person });
}

/**
 * Where a token leads, on a few tries from one network; expiry and use are the caller's to judge, in its own transaction.
 * @throws Refusal 'rate-limited', 'auth/link-invalid' for another practice's exactly as for none
 */
export async function findInvitation(
  ctx: Pick<PublicContext, 'shell' | 'address' | 'actor'>,
  token: string,
): Promise<FoundInvitation> {
  const { auth, now, database } = ctx.shell;
  if (!(await auth.withinLimit(limits.invitationPerAddress, networkOf(ctx.address), now())))
    return fail('rate-limited');
  const found = await database.lookups.findInvitation(hashOf(token));
  return found?.practiceId === ctx.actor.practiceId ? found : fail('auth/link-invalid');
}

/** Takes an invitation up: once, in time. Sets the password and opens a sign-in that reaches only the second factor's setting up. */
export const acceptInvitation = signedOutStaffProcedure('account.acceptInvitation')
  .input(z.strictObject({ token: z.string().max(100), password: z.string().max(128), setUp: setUp.optional() }))
  .output(z.strictObject({ next: z.literal('enrol') }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    const { practiceId, staffId, invitationId } = await findInvitation(ctx, input.token);
    if (input.password.length < 12) return fail('auth/weak-password');
    const at = new Date(now().epochMilliseconds);
    const staff = await ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const taken = await tx.staffInvitation.updateMany({
          where: { practiceId, id: invitationId, usedAt: null, expiresAt: { gt: at } },
          data: { usedAt: at },
        });
        if (taken.count === 0) return fail('auth/link-invalid');
        const person = await tx.staffMember.findFirst({ where: { practiceId, id: staffId, state: { not: 'left' } } });
        if (!person) return fail('auth/link-invalid');
        const email = input.setUp?.email ?? person.email;
        // The first manager of an empty installation says who they are; nobody else may change who was invited.
        if (isFirstManager(person.email) !== (input.setUp !== undefined)) return fail('bad-input');
        if (input.password.toLowerCase().includes(email)) return fail('auth/weak-password');
        if (input.setUp) await writeSetUp(tx, staffId, input.setUp);
        // Before the commit: were it to fail, the link stays good.
        const user = await auth.staff.users.ensure(practiceId, staffId, email);
        await setPassword(auth, user.id, input.password);
        // Whoever comes back begins anew: nothing of the time before is still open.
        await auth.staff.signIns.endAll(user.id, now());
        await tx.staffMember.updateMany({
          where: { practiceId, id: staffId },
          data: { state: 'active', authUserId: user.id },
        });
        await tx.audit('staff.invitation.accepted', { subjectType: 'staff', subjectId: staffId, changes: ['state'] });
        return user;
      }),
    );
    await openSignIn(ctx, 'staff', staff, ['password']);
    return { next: 'enrol' as const };
  });

/** Sets somebody's password, hashed by the library (scrypt), and ends what was open with the old one. */
export async function setPassword(
  auth: import('../auth/auth.ts').Auth,
  userId: string,
  password: string,
): Promise<void> {
  const context = await auth.staff.library.$context;
  const hash = await context.password.hash(password);
  await auth.pool.query(
    `INSERT INTO staff_account ("accountId", "providerId", "userId", password) VALUES ($1::text, 'credential', $1::uuid, $2)
     ON CONFLICT ("providerId", "accountId") DO UPDATE SET password = excluded.password, "updatedAt" = now()`,
    [userId, hash],
  );
}
