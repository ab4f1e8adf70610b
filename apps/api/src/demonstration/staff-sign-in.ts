import { fail, idSchema } from '@heather/core';
import { staffRoles } from '@heather/policy';
import { demonstrationPeople } from '@heather/seed';
import { z } from 'zod';
import { openSignIn } from '../account/open-sign-in.ts';
import { signedOutStaffProcedure } from '../trpc/procedures.ts';
import { demonstrationIsOn } from './conditions.ts';

const person = z.strictObject({ staffId: z.string(), name: z.string(), roles: z.array(z.enum(staffRoles)) });

/** Whether this is a demonstration, and then as whom one can look round. Elsewhere: off, and no names. */
export const demonstrationStatus = signedOutStaffProcedure('demonstration.status')
  .output(z.strictObject({ isOn: z.boolean(), mailUrl: z.string().nullable(), people: z.array(person) }))
  .query(async ({ ctx }) => {
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers))
      return { isOn: false, mailUrl: null, people: [] };
    const staff = await ctx.asWorker((worker) =>
      worker.db.staffMember.findMany({
        where: { practiceId: worker.practiceId, state: 'active' },
        select: { id: true, fullName: true, email: true, staffRoleAsStaff: { select: { role: true } } },
        orderBy: { id: 'asc' },
        take: 50,
      }),
    );
    const first = Object.values<string>(demonstrationPeople.staff);
    const place = (email: string) => (first.indexOf(email) + first.length + 1) % (first.length + 1);
    const inOrder = staff.toSorted((a, b) => place(a.email) - place(b.email));
    const people = inOrder.map(({ id, fullName, staffRoleAsStaff }) => ({
      staffId: id,
      name: fullName,
      roles: staffRoles.filter((role) => staffRoleAsStaff.some((held) => held.role === role)),
    }));
    return { isOn: true, mailUrl: ctx.shell.addresses.mailUrl, people };
  });

/** One click, no password, under all five conditions and no other (conditions.ts). */
export const demonstrationSignIn = signedOutStaffProcedure('demonstration.signIn')
  .input(z.strictObject({ staffId: idSchema('staff') }))
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    if (!demonstrationIsOn(ctx.practice, ctx.shell.place, ctx.headers)) return fail('demonstration-only');
    const staff = await ctx.asWorker((worker) =>
      worker.db.staffMember.findFirst({
        where: { practiceId: worker.practiceId, id: input.staffId, state: 'active' },
        select: { email: true, staffRoleAsStaff: { select: { role: true } } },
      }),
    );
    if (!staff) return fail('not-found');
    const user = await ctx.shell.auth.staff.users.ensure(ctx.actor.practiceId, input.staffId, staff.email);
    const roles = staffRoles.filter((role) => staff.staffRoleAsStaff.some((held) => held.role === role));
    await openSignIn(ctx, 'staff', user, ['demonstration'], roles);
    return { done: true as const };
  });
