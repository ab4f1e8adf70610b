import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema, penceSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';

const option = z.strictObject({
  name: lineSchema(60, 1),
  feePence: penceSchema,
  minutes: z.int().min(10).max(240),
  isDefault: z.boolean(),
  isActive: z.boolean(),
});

export const listFees = staffProcedure('practice.listFees')
  .output(
    z.strictObject({
      currency: z.string(),
      fees: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          feePence: z.number(),
          minutes: z.number(),
          isDefault: z.boolean(),
          isActive: z.boolean(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [practice, rows] = await Promise.all([
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { currency: true } }),
      ctx.db.feeOption.findMany({
        where: { practiceId },
        orderBy: [{ isActive: 'desc' }, { isDefault: 'desc' }, { name: 'asc' }, { id: 'asc' }],
      }),
    ]);
    return { currency: practice?.currency ?? 'GBP', fees: rows.map(({ practiceId: _, ...row }) => row) };
  });

/** Adds a line (`feeId` null) or changes one. One line at most is the default: making it so takes it from the other. */
export const saveFee = staffProcedure('practice.saveFee')
  .input(option.extend({ feeId: idSchema('fee-option').nullable() }))
  .output(z.strictObject({ feeId: z.string() }))
  .mutation(({ ctx, input: { feeId, ...data } }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      await lockName(tx, `fee-list:${practiceId}`);
      const taken = await tx.feeOption.findFirst({
        where: { practiceId, name: { equals: data.name, mode: 'insensitive' }, ...(feeId && { id: { not: feeId } }) },
        select: { id: true },
      });
      if (taken) return fail('practice/name-taken', { fields: ['name'] });
      const id = feeId ?? randomUUID();
      const isFirst = (await tx.feeOption.count({ where: { practiceId, isDefault: true, id: { not: id } } })) === 0;
      const isDefault = data.isActive && (data.isDefault || isFirst);
      if (isDefault)
        await tx.feeOption.updateMany({ where: { practiceId, id: { not: id } }, data: { isDefault: false } });
      if (feeId) {
        const { count } = await tx.feeOption.updateMany({ where: { practiceId, id }, data: { ...data, isDefault } });
        if (count !== 1) return fail('not-found');
      } else await tx.feeOption.createMany({ data: [{ practiceId, id, ...data, isDefault }] });
      await tx.audit('fee-list.changed', { subjectType: 'fee-option', subjectId: id });
      return { feeId: id };
    }),
  );
