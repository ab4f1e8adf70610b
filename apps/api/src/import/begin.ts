import { randomUUID } from 'node:crypto';
import { fail, idSchema, lineSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { mostBytes } from './core/decode.ts';
import { importKinds } from './core/fields.ts';
import { holdRun, keepPart, writeRun } from './runs.ts';

/** A file comes in parts, each well below what one request may carry. */
export const partBytes = 600_000;
const mostParts = Math.ceil(mostBytes / partBytes);
/** Files that nobody has decided about; more than these are forgotten ones. */
const mostOpen = 20;

/** Says what kind of file is coming, from which system and how large it is. */
export const begin = staffProcedure('imports.begin')
  .input(
    z.strictObject({
      kind: z.enum(importKinds),
      source: lineSchema(60, 1),
      bytes: z.int().min(1).max(mostBytes),
    }),
  )
  .output(z.strictObject({ importId: z.string(), partBytes: z.number() }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const { practiceId, staffId } = ctx.actor;
      const open = await tx.importRun.count({
        where: { practiceId, madeById: staffId, state: { in: ['uploading', 'checking', 'checked', 'refused'] } },
      });
      if (open >= mostOpen) return fail('import/too-many-open');
      const importId = randomUUID();
      const at = dateOf(tx.now());
      const run = {
        practiceId,
        id: importId,
        state: 'uploading',
        madeById: staffId,
        madeAt: at,
        changedAt: at,
        ...input,
      };
      await tx.importRun.createMany({ data: [run] });
      await tx.audit('import.begun', { subjectType: 'import', subjectId: importId, facts: { kind: input.kind } });
      return { importId, partBytes };
    }),
  );

/** One part of the file, in base64. The same part sent again is the same. */
export const addPart = staffProcedure('imports.addPart')
  .input(
    z.strictObject({
      importId: idSchema('import'),
      ordinal: z
        .int()
        .min(0)
        .max(mostParts - 1),
      part: z
        .string()
        .min(1)
        .max(Math.ceil(partBytes / 3) * 4)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
  )
  .output(z.strictObject({ kept: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const run = await holdRun(tx, ctx.actor.staffId, input.importId);
      if (run.state !== 'uploading') return fail('import/wrong-state');
      await keepPart(tx, run.id, input.ordinal, Buffer.from(input.part, 'base64'));
      return { kept: true as const };
    }),
  );

/** The last part was sent: the file is looked at. */
export const finish = staffProcedure('imports.finish')
  .input(z.strictObject({ importId: idSchema('import') }))
  .output(z.strictObject({ state: z.literal('checking') }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const { practiceId, staffId } = ctx.actor;
      const run = await holdRun(tx, staffId, input.importId);
      if (run.state === 'checking') return { state: 'checking' as const };
      if (run.state !== 'uploading') return fail('import/wrong-state');
      const wanted = Math.ceil(run.bytes / partBytes);
      const parts = await tx.importPart.findMany({ where: { practiceId, runId: run.id }, select: { ordinal: true } });
      const isWhole = parts.length === wanted && parts.every(({ ordinal }) => ordinal < wanted);
      if (!isWhole) return fail('import/part-missing');
      const data = { state: 'checking', changedAt: dateOf(tx.now()), version: { increment: 1 } };
      await tx.importRun.updateMany({ where: { practiceId, id: run.id }, data });
      await tx.enqueue('import.work', { importId: run.id });
      return { state: 'checking' as const };
    }),
  );
