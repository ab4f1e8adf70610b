import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';

const titles = ['cover', 'clinical-lead', 'deputy'] as const;
const rung = z.strictObject({ staffId: idSchema('staff'), title: z.enum(titles) });
/** Who may read a safety answer at all: it is clinical. */
const clinicalRoles = ['therapist', 'clinical-lead', 'supervisor'];

/** Who reads a safety answer after the client's own therapist, in order; and who could stand there. */
export const ladder = staffProcedure('practice.ladder')
  .output(
    z.strictObject({
      rungs: z.array(
        z.strictObject({ staffId: z.string(), name: z.string(), title: z.enum(titles), isHere: z.boolean() }),
      ),
      people: z.array(z.strictObject({ id: z.string(), name: z.string(), isLead: z.boolean() })),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [rungs, people] = await Promise.all([
      ctx.db.ladderRung.findMany({
        where: { practiceId },
        orderBy: { position: 'asc' },
        select: { staffId: true, title: true, staff: { select: { fullName: true, state: true } } },
      }),
      ctx.db.staffMember.findMany({
        where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: { in: clinicalRoles } } } },
        orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
        select: { id: true, fullName: true, staffRoleAsStaff: { select: { role: true } } },
      }),
    ]);
    return {
      rungs: rungs.map(({ staffId, title, staff }) => ({
        staffId,
        name: staff.fullName,
        title: title as (typeof titles)[number],
        isHere: staff.state === 'active',
      })),
      people: people.map(({ id, fullName, staffRoleAsStaff }) => ({
        id,
        name: fullName,
        isLead: staffRoleAsStaff.some(({ role }) => role === 'clinical-lead'),
      })),
    };
  });

/** Replaces the list. Nobody twice, each somebody who works here now and may read what is clinical. An empty list is allowed, and said. */
export const saveLadder = staffProcedure('practice.saveLadder')
  .input(z.strictObject({ rungs: z.array(rung).max(8) }))
  .output(z.strictObject({ count: z.number() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const ids = input.rungs.map(({ staffId }) => staffId);
      if (new Set(ids).size !== ids.length) return fail('bad-input', { fields: ['rungs'] });
      await lockName(tx, `ladder:${practiceId}`);
      const able = await tx.staffMember.findMany({
        where: {
          practiceId,
          id: { in: ids },
          state: 'active',
          staffRoleAsStaff: { some: { role: { in: clinicalRoles } } },
        },
        select: { id: true },
      });
      if (able.length !== ids.length) return fail('not-found');
      await tx.ladderRung.deleteMany({ where: { practiceId } });
      await tx.ladderRung.createMany({
        data: input.rungs.map(({ staffId, title }, at) => ({
          practiceId,
          id: randomUUID(),
          position: at + 1,
          staffId,
          title,
        })),
      });
      await tx.audit('ladder.changed', {
        subjectType: 'practice',
        subjectId: practiceId,
        facts: { rungs: ids.length },
      });
      return { count: ids.length };
    }),
  );
