import { fail } from '@heather/core';
import { staffRoles } from '@heather/policy';
import { z } from 'zod';
import { runAs } from '../database.ts';
import {
  clientProcedure,
  hasSecondFactor,
  publicProcedure,
  signedOutStaffProcedure,
  staffProcedure,
} from '../trpc/procedures.ts';
import { loadRoles } from './load-identity.ts';

const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  stimulus: z.enum(['usual', 'low']),
  textSize: z.enum(['usual', 'large', 'largest']),
});
const done = z.strictObject({ done: z.literal(true) });

/** What the frame of the staff portal shows: answers signed out too, so that a page can be drawn before anybody is known. */
export const shell = signedOutStaffProcedure('account.shell')
  .output(
    z.strictObject({
      practiceName: z.string(),
      person: z
        .strictObject({
          name: z.string(),
          roles: z.array(z.enum(staffRoles)),
          preferences: z.unknown(),
          secondFactor: z.boolean(),
        })
        .nullable(),
    }),
  )
  .query(async ({ ctx }) => {
    const signIn = await ctx.identify();
    if (signIn?.kind !== 'staff') return { practiceName: ctx.practice.name, person: null };
    const { practiceId, staffId } = signIn;
    return runAs({ kind: 'staff', practiceId, staffId }, async () => {
      const roles = await loadRoles(ctx.shell.database, practiceId, staffId, ctx.shell.now());
      const staff = await ctx.db.staffMember.findFirst({
        where: { practiceId, id: staffId },
        select: { shortName: true, preferences: true },
      });
      if (!roles || !staff) return { practiceName: ctx.practice.name, person: null };
      const person = {
        name: staff.shortName,
        roles,
        preferences: staff.preferences,
        secondFactor: hasSecondFactor(signIn),
      };
      return { practiceName: ctx.practice.name, person };
    });
  });

export const clientShell = publicProcedure('account.clientShell')
  .output(
    z.strictObject({
      practiceName: z.string(),
      nation: z.string(),
      /** The practice's own words beside crisis help; signed out too. */
      crisisText: z.string().nullable(),
      person: z.strictObject({ name: z.string(), preferences: z.unknown() }).nullable(),
    }),
  )
  .query(async ({ ctx }) => {
    const frame = { practiceName: ctx.practice.name, nation: ctx.practice.nation, crisisText: ctx.practice.crisisText };
    const signIn = await ctx.identify();
    if (signIn?.kind !== 'client') return { ...frame, person: null };
    const { practiceId, clientId } = signIn;
    return runAs({ kind: 'client', practiceId, clientId }, async () => {
      const client = await ctx.db.client.findFirst({
        where: { practiceId, id: clientId },
        select: { shortName: true, knownAs: true, preferences: true, nation: true },
      });
      if (!client) return { ...frame, person: null };
      return {
        ...frame,
        nation: client.nation,
        person: { name: client.knownAs ?? client.shortName, preferences: client.preferences },
      };
    });
  });

export const setPreferences = staffProcedure('account.setPreferences')
  .input(preferences)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId, staffId } = ctx.actor;
      const { count } = await tx.staffMember.updateMany({
        where: { practiceId, id: staffId },
        data: { preferences: input },
      });
      return count === 1 ? { done: true as const } : fail('not-found');
    }),
  );

export const clientSetPreferences = clientProcedure('account.clientSetPreferences')
  .input(preferences)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId, clientId } = ctx.actor;
      const { count } = await tx.client.updateMany({
        where: { practiceId, id: clientId },
        data: { preferences: input },
      });
      return count === 1 ? { done: true as const } : fail('not-found');
    }),
  );
