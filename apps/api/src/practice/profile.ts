import { randomUUID } from 'node:crypto';
import { dateOnSchema, fail, idSchema, lineSchema, penceSchema, sha256Hex, textSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { staffRoles } from '@heather/policy';
import { placeKindSchema } from '@heather/scheduling';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const done = z.strictObject({ done: z.literal(true) });
const words = (max: number) => z.array(lineSchema(40, 1)).max(max);
const optionalLine = (max: number) => z.union([z.literal('').transform(() => null), z.null(), lineSchema(max, 1)]);
/** A meeting's own address: https alone, because a client is led there. */
const joinLink = z.union([z.literal('').transform(() => null), z.null(), z.url({ protocol: /^https$/ }).max(300)]);

/** What a therapist says of themselves. It changes no agreement. */
const own = z.strictObject({
  languages: words(12),
  modalities: words(12),
  styleWords: words(12),
  gender: optionalLine(40),
  workingWords: z.union([z.literal('').transform(() => null), z.null(), textSchema(600, 1)]),
  joinLink,
});
/** What stands in a frame, or decides who may be offered what: the manager's to change. */
const framed = z.strictObject({
  registrationBody: lineSchema(40, 1),
  registrationNumber: lineSchema(40, 1),
  insuranceProvider: optionalLine(80),
  insuranceEndsOn: z.union([z.literal('').transform(() => null), z.null(), dateOnSchema]),
  feePence: penceSchema,
  lowFeePence: penceSchema.nullable(),
  lowFeePlaces: z.int().min(0).max(50),
  capacityTenths: z.int().min(0).max(600),
  sessionMinutes: z.int().min(15).max(240),
  worksOnline: z.boolean(),
  worksInPerson: z.boolean(),
  worksByTelephone: z.boolean(),
});
const profile = z.strictObject({ ...framed.shape, ...own.shape });
const profileOut = z.strictObject({
  registrationBody: z.string(),
  registrationNumber: z.string(),
  insuranceProvider: z.string().nullable(),
  insuranceEndsOn: z.string().nullable(),
  feePence: z.number(),
  lowFeePence: z.number().nullable(),
  lowFeePlaces: z.number(),
  capacityTenths: z.number(),
  sessionMinutes: z.number(),
  worksOnline: z.boolean(),
  worksInPerson: z.boolean(),
  worksByTelephone: z.boolean(),
  languages: z.array(z.string()),
  modalities: z.array(z.string()),
  styleWords: z.array(z.string()),
  gender: z.string().nullable(),
  workingWords: z.string().nullable(),
  joinLink: z.string().nullable(),
});
const hourOut = z.strictObject({
  weekday: z.number(),
  startsLocal: z.string(),
  endsLocal: z.string(),
  validFromOn: z.string(),
  validUntilOn: z.string().nullable(),
  placeKind: placeKindSchema.nullable(),
  roomId: z.string().nullable(),
});

/** One person of the practice: roles, and for a therapist their profile and weekly hours. */
export const getStaff = staffProcedure('practice.getStaff')
  .input(z.strictObject({ staffId: idSchema('staff') }))
  .output(
    z.strictObject({
      id: z.string(),
      fullName: z.string(),
      shortName: z.string(),
      email: z.string(),
      state: z.enum(['invited', 'active', 'left']),
      roles: z.array(z.enum(staffRoles)),
      accessEndsAt: z.string().nullable(),
      leftAt: z.string().nullable(),
      profile: profileOut.nullable(),
      /** Says which profile was read; given back when another is kept. */
      profileMark: z.string().nullable(),
      hours: z.array(hourOut),
      rooms: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      fees: z.array(
        z.strictObject({ name: z.string(), feePence: z.number(), minutes: z.number(), isDefault: z.boolean() }),
      ),
      todayOn: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const [person, rooms, fees] = await Promise.all([
      ctx.db.staffMember.findFirst({
        where: { practiceId, id: input.staffId },
        select: {
          id: true,
          fullName: true,
          shortName: true,
          email: true,
          state: true,
          leftAt: true,
          accessEndsAt: true,
          staffRoleAsStaff: { select: { role: true } },
          therapistProfileAsStaff: true,
          availabilityAsStaff: {
            where: { OR: [{ validUntilOn: null }, { validUntilOn: { gte: new Date(`${todayOn}T00:00:00Z`) } }] },
            orderBy: [{ weekday: 'asc' }, { startsLocal: 'asc' }, { id: 'asc' }],
          },
        },
      }),
      ctx.db.room.findMany({
        where: { practiceId, isActive: true },
        orderBy: { name: 'asc' },
        select: { id: true, name: true },
      }),
      ctx.db.feeOption.findMany({
        where: { practiceId, isActive: true },
        orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
        select: { name: true, feePence: true, minutes: true, isDefault: true },
      }),
    ]);
    if (!person) return fail('not-found');
    const held = person.staffRoleAsStaff.map(({ role }) => role);
    return {
      id: person.id,
      fullName: person.fullName,
      shortName: person.shortName,
      email: person.email,
      state: person.state as 'active',
      roles: staffRoles.filter((role) => held.includes(role)),
      accessEndsAt: person.accessEndsAt?.toISOString() ?? null,
      leftAt: person.leftAt?.toISOString() ?? null,
      profile: person.therapistProfileAsStaff && profileFrom(person.therapistProfileAsStaff),
      profileMark: markOf(person.therapistProfileAsStaff),
      hours: person.availabilityAsStaff.map((row) => ({
        weekday: row.weekday,
        startsLocal: row.startsLocal,
        endsLocal: row.endsLocal,
        validFromOn: row.validFromOn.toISOString().slice(0, 10),
        validUntilOn: row.validUntilOn?.toISOString().slice(0, 10) ?? null,
        placeKind: placeKindSchema.nullable().parse(row.placeKind),
        roomId: row.usualRoomId,
      })),
      rooms,
      fees,
      todayOn,
    };
  });

type Row = NonNullable<Awaited<ReturnType<Tx['therapistProfile']['findFirst']>>>;

function profileFrom(row: Row): z.infer<typeof profileOut> {
  const { practiceId: _, id: __, staffId: ___, insuranceEndsOn, ...rest } = row;
  return { ...rest, insuranceEndsOn: insuranceEndsOn?.toISOString().slice(0, 10) ?? null };
}

const markOf = (row: Row | null) => row && sha256Hex(JSON.stringify(profileFrom(row)));

/**
 * A therapist's whole profile, made or changed. What was signed keeps the fee and the registration it was signed with. Therapists change
 * their own part of it too: their new meeting link is not put back by whoever had the page open.
 * @throws conflict when it is another one than was read
 */
export const saveProfile = staffProcedure('practice.saveProfile')
  .input(
    z.strictObject({
      staffId: idSchema('staff'),
      profile,
      mark: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
    }),
  )
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = input;
      const { insuranceEndsOn, ...rest } = input.profile;
      if (!rest.worksInPerson && !rest.worksOnline && !rest.worksByTelephone)
        return fail('bad-input', { fields: ['places'] });
      if (rest.lowFeePence !== null && rest.lowFeePence > rest.feePence)
        return fail('bad-input', { fields: ['lowFeePence'] });
      await lockName(tx, `profile:${practiceId}:${staffId}`);
      const person = await tx.staffMember.findFirst({
        where: { practiceId, id: staffId, state: { not: 'left' }, staffRoleAsStaff: { some: { role: 'therapist' } } },
        select: { therapistProfileAsStaff: true },
      });
      if (!person) return fail('not-found');
      const data = { ...rest, insuranceEndsOn: insuranceEndsOn ? new Date(`${insuranceEndsOn}T00:00:00Z`) : null };
      const before = person.therapistProfileAsStaff;
      const was: Record<string, unknown> = before ? profileFrom(before) : {};
      const changes = Object.entries(input.profile)
        .filter(([key, value]) => JSON.stringify(was[key]) !== JSON.stringify(value))
        .map(([key]) => key);
      // Pressed twice is once.
      if (changes.length === 0) return { done: true as const };
      if (markOf(before) !== input.mark) return fail('conflict');
      if (before) await tx.therapistProfile.updateMany({ where: { practiceId, staffId }, data });
      else await tx.therapistProfile.createMany({ data: [{ practiceId, id: randomUUID(), staffId, ...data }] });
      await tx.audit('staff.profile.changed', { subjectType: 'staff', subjectId: staffId, changes });
      return { done: true as const };
    }),
  );

/** A therapist's own profile: all of it to read, their own part to change. */
export const myProfile = staffProcedure('practice.myProfile')
  .output(z.strictObject({ profile: profileOut.nullable() }))
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const row = await ctx.db.therapistProfile.findFirst({ where: { practiceId, staffId } });
    return { profile: row && profileFrom(row) };
  });

export const saveMyProfile = staffProcedure('practice.saveMyProfile')
  .input(own)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = ctx.actor;
      const { count } = await tx.therapistProfile.updateMany({ where: { practiceId, staffId }, data: input });
      if (count !== 1) return fail('wrong-order');
      await tx.audit('staff.profile.changed', {
        subjectType: 'staff',
        subjectId: staffId,
        changes: Object.keys(input),
      });
      return { done: true as const };
    }),
  );
