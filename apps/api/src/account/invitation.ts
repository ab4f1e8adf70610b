import { fail } from '@heather/core';
import { z } from 'zod';
import { signedOutStaffProcedure } from '../trpc/procedures.ts';
import { findInvitation, firstManagerEmail } from './invitations.ts';

/**
 * Whose an invitation is, for its page. A POST that changes nothing: in a GET the token would stand in the address, and so in logs.
 */
export const invitation = signedOutStaffProcedure('account.invitation')
  .input(z.strictObject({ token: z.string().max(100) }))
  .output(z.strictObject({ name: z.string(), email: z.string(), isSetUp: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId, invitationId } = await findInvitation(ctx, input.token);
    const at = new Date(ctx.now().epochMilliseconds);
    const person = await ctx.asWorker(async ({ db }) => {
      const open = await db.staffInvitation.findFirst({
        where: { practiceId, id: invitationId, usedAt: null, expiresAt: { gt: at } },
        select: { id: true },
      });
      return open && db.staffMember.findFirst({ where: { practiceId, id: staffId, state: { not: 'left' } } });
    });
    if (!person) return fail('auth/link-invalid');
    const isSetUp = person.email === firstManagerEmail;
    return { name: isSetUp ? '' : person.shortName, email: isSetUp ? '' : person.email, isSetUp };
  });
