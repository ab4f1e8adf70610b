import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { staffRoles } from '@heather/policy';
import { z } from 'zod';
import { makeInvitation, validDays } from '../account/invitations.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { daysLeft } from './facts.ts';
import { mustLeaveAManager } from './last-manager.ts';

const done = z.strictObject({ done: z.literal(true) });
const stateSchema = z.enum(['invited', 'active', 'left']);
const orderOf = { active: 0, invited: 1, left: 2 } as const;

/** Everybody who works here, is asked to, or did. */
export const listStaff = staffProcedure('practice.listStaff')
  .output(
    z.strictObject({
      people: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          roles: z.array(z.enum(staffRoles)),
          state: stateSchema,
          /** When an open invitation ends, or null. */
          invitedUntil: z.string().nullable(),
          accessEndsAt: z.string().nullable(),
          leftAt: z.string().nullable(),
          insurance: z.strictObject({ endsOn: z.string().nullable(), daysLeft: z.number().nullable() }).nullable(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const rows = await ctx.db.staffMember.findMany({
      where: { practiceId },
      orderBy: [{ fullName: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        fullName: true,
        state: true,
        leftAt: true,
        accessEndsAt: true,
        staffRoleAsStaff: { select: { role: true } },
        therapistProfileAsStaff: { select: { insuranceEndsOn: true } },
        staffInvitationAsStaff: {
          where: { usedAt: null },
          orderBy: { expiresAt: 'desc' },
          take: 1,
          select: { expiresAt: true },
        },
      },
    });
    const people = rows.map((row) => {
      const held = row.staffRoleAsStaff.map(({ role }) => role);
      const state = stateSchema.parse(row.state);
      const ends = row.therapistProfileAsStaff?.insuranceEndsOn ?? null;
      return {
        id: row.id,
        name: row.fullName,
        roles: staffRoles.filter((role) => held.includes(role)),
        state,
        invitedUntil: state === 'invited' ? (row.staffInvitationAsStaff[0]?.expiresAt.toISOString() ?? null) : null,
        accessEndsAt: row.accessEndsAt?.toISOString() ?? null,
        leftAt: row.leftAt?.toISOString() ?? null,
        insurance: held.includes('therapist')
          ? { endsOn: ends?.toISOString().slice(0, 10) ?? null, daysLeft: daysLeft(ends, todayOn) }
          : null,
      };
    });
    return { people: people.toSorted((a, b) => orderOf[a.state] - orderOf[b.state]) };
  });

/** A new way in for somebody invited, or for somebody who left and comes back: older links end. The last step is theirs, as before. */
export const inviteAgain = staffProcedure('practice.inviteAgain')
  .input(z.strictObject({ staffId: idSchema('staff') }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = input;
      const { count } = await tx.staffMember.updateMany({
        where: { practiceId, id: staffId, state: { in: ['invited', 'left'] } },
        data: { state: 'invited', leftAt: null, accessEndsAt: null },
      });
      if (count !== 1) return fail('not-found');
      const roles = await tx.staffRole.count({ where: { practiceId, staffId } });
      if (roles === 0) return fail('wrong-order');
      await endInvitations(tx, staffId);
      const { url, invitationId } = await makeInvitation(tx, staffId);
      const params = { url, days: validDays };
      await queueMail(tx, { staffId, template: 'staff-invite', params, key: `staff-invite:${invitationId}` });
      await tx.audit('staff.invited', { subjectType: 'staff', subjectId: staffId, facts: { again: true } });
      return { done: true as const };
    }),
  );

export const endInvitations = (tx: WriteTransaction, staffId: string) =>
  tx.staffInvitation.updateMany({
    where: { practiceId: tx.practiceId, staffId, usedAt: null },
    data: { usedAt: dateOf(tx.now()) },
  });

/** What somebody does here, as a whole. It holds from their next request on. The practice keeps one manager at least. */
export const changeRoles = staffProcedure('practice.changeRoles')
  .input(z.strictObject({ staffId: idSchema('staff'), roles: z.array(z.enum(staffRoles)).min(1).max(5) }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = input;
      const wanted = [...new Set(input.roles)];
      if (!wanted.includes('manager')) await mustLeaveAManager(tx, staffId);
      const person = await tx.staffMember.findFirst({
        where: { practiceId, id: staffId, state: { not: 'left' } },
        select: { staffRoleAsStaff: { select: { role: true } } },
      });
      if (!person) return fail('not-found');
      const held = person.staffRoleAsStaff.map(({ role }) => role);
      const more = wanted.filter((role) => !held.includes(role));
      const fewer = held.filter((role) => !(wanted as string[]).includes(role));
      if (more.length + fewer.length === 0) return { done: true as const };
      await tx.staffRole.deleteMany({ where: { practiceId, staffId, role: { in: fewer } } });
      await tx.staffRole.createMany({
        data: more.map((role) => ({
          practiceId,
          id: randomUUID(),
          staffId,
          role,
          grantedById: ctx.actor.staffId,
          grantedAt: dateOf(tx.now()),
        })),
        skipDuplicates: true,
      });
      await tx.audit('staff.roles.changed', {
        subjectType: 'staff',
        subjectId: staffId,
        changes: ['roles'],
        facts: { given: more.join('+') || 'none', taken: fewer.join('+') || 'none' },
      });
      return { done: true as const };
    }),
  );
