import { randomUUID } from 'node:crypto';
import { recordKeepers } from '@heather/confidentiality';
import { fail, idSchema, lineSchema, sha256Hex } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { controllerWords, usualParty } from '../agreements/party.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const controller = z.enum(controllerWords);
const keeper = z.enum(recordKeepers);
const line = (max: number) => z.union([z.literal('').transform(() => null), z.null(), lineSchema(max, 1)]);
/** Of a therapist who is responsible in law themselves. */
const own = z.strictObject({
  name: line(120),
  address: line(240),
  contact: line(160),
  icoNumber: z.union([
    z.literal('').transform(() => null),
    z.null(),
    lineSchema(20, 1).refine((text) => /^[A-Za-z]{1,3}\d{5,8}$/.test(text), 'is not a number of the register'),
  ]),
});
const mark = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullable();
const emptyOwn = { name: null, address: null, contact: null, icoNumber: null };

/** Who is responsible in law and who keeps the record: the practice's rule, and what is otherwise for which therapist. */
export const party = staffProcedure('practice.party')
  .output(
    z.strictObject({
      practiceName: z.string(),
      usual: z.strictObject({ controller, keeper, mark }),
      therapists: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          fullName: z.string(),
          /** Null: as the practice has it. */
          controller: controller.nullable(),
          keeper: keeper.nullable(),
          own: z.strictObject({
            name: z.string().nullable(),
            address: z.string().nullable(),
            contact: z.string().nullable(),
            icoNumber: z.string().nullable(),
          }),
          mark,
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [practice, rules, therapists] = await Promise.all([
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { name: true } }),
      ctx.db.partyRule.findMany({ where: { practiceId } }),
      ctx.db.staffMember.findMany({
        where: { practiceId, state: { not: 'left' }, staffRoleAsStaff: { some: { role: 'therapist' } } },
        orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
        select: { id: true, shortName: true, fullName: true },
      }),
    ]);
    const usual = rules.find(({ therapistId }) => therapistId === null);
    return {
      practiceName: practice?.name ?? '',
      usual: {
        controller: controller.parse(usual?.controller ?? usualParty.controller),
        keeper: keeper.parse(usual?.keeper ?? usualParty.keeper),
        mark: usual ? markOf(usual) : null,
      },
      therapists: therapists.map(({ id, shortName, fullName }) => {
        const rule = rules.find(({ therapistId }) => therapistId === id);
        return {
          id,
          name: shortName,
          fullName,
          controller: controller.nullable().parse(rule?.controller ?? null),
          keeper: keeper.nullable().parse(rule?.keeper ?? null),
          own: rule
            ? { name: rule.name, address: rule.address, contact: rule.contact, icoNumber: rule.icoNumber }
            : emptyOwn,
          mark: rule ? markOf(rule) : null,
        };
      }),
    };
  });

type Said = { controller: string | null; keeper: string | null } & z.infer<typeof own>;

const markOf = ({ controller: who, keeper: keeps, name, address, contact, icoNumber }: Said) =>
  sha256Hex(JSON.stringify([who, keeps, name, address, contact, icoNumber]));

/**
 * Says it for the practice (no therapist) or for one therapist, from the next agreement on: what was signed stays.
 * @throws conflict when it is another rule than was read
 */
export const saveParty = staffProcedure('practice.saveParty')
  .input(
    z.strictObject({
      therapistId: idSchema('staff').nullable(),
      controller: controller.nullable(),
      keeper: keeper.nullable(),
      own,
      mark,
    }),
  )
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { therapistId, mark: read, own: facts, ...rule } = input;
      if (therapistId === null && (rule.controller === null || rule.keeper === null))
        return fail('bad-input', { fields: ['controller'] });
      await lockName(tx, `party:${practiceId}:${therapistId ?? ''}`);
      if (therapistId !== null) {
        const person = await tx.staffMember.findFirst({
          where: {
            practiceId,
            id: therapistId,
            state: { not: 'left' },
            staffRoleAsStaff: { some: { role: 'therapist' } },
          },
          select: { id: true },
        });
        if (!person) return fail('not-found');
      }
      const before = await tx.partyRule.findFirst({ where: { practiceId, therapistId } });
      const said = { ...rule, ...(therapistId === null ? emptyOwn : facts) };
      // Pressed twice is once.
      if (before && markOf(before) === markOf(said)) return { done: true as const };
      if ((before ? markOf(before) : null) !== read) return fail('conflict');
      const data = { ...said, setById: ctx.actor.staffId, setAt: dateOf(tx.now()) };
      const id = before?.id ?? randomUUID();
      if (before) await tx.partyRule.updateMany({ where: { practiceId, id }, data });
      else await tx.partyRule.createMany({ data: [{ practiceId, id, therapistId, ...data }] });
      await tx.audit('party.changed', {
        subjectType: therapistId === null ? 'practice' : 'staff',
        subjectId: therapistId ?? practiceId,
        changes: ['controller', 'keeper'],
        facts: { controller: said.controller ?? 'as-the-practice', keeper: said.keeper ?? 'as-the-practice' },
      });
      return { done: true as const };
    }),
  );
