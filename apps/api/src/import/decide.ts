import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { planSchema } from './core/plan.ts';
import { giveUp, holdRun, openStates, sealPlan, writeRun } from './runs.ts';

const version = z.int().min(1);

/** How the columns, dates and words are to be read, and who is whom. The file is looked at anew. */
export const savePlan = staffProcedure('imports.savePlan')
  .input(z.strictObject({ importId: idSchema('import'), version, plan: planSchema }))
  .output(z.strictObject({ state: z.literal('checking') }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const run = await holdRun(tx, ctx.actor.staffId, input.importId);
      if (run.state !== 'checked') return fail('import/wrong-state');
      if (run.version !== input.version) return fail('conflict');
      await tx.importRun.updateMany({
        where: { practiceId: tx.practiceId, id: run.id },
        data: {
          state: 'checking',
          planSealed: await sealPlan(tx.vault, run.id, input.plan),
          progressDone: 0,
          progressOf: 0,
          changedAt: dateOf(tx.now()),
          version: { increment: 1 },
        },
      });
      await tx.enqueue('import.work', { importId: run.id });
      return { state: 'checking' as const };
    }),
  );

/** Bring in what is ready. Pressed twice it is one bringing in. */
export const commit = staffProcedure('imports.commit')
  .input(z.strictObject({ importId: idSchema('import'), version }))
  .output(z.strictObject({ state: z.enum(['committing', 'committed']) }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const run = await holdRun(tx, ctx.actor.staffId, input.importId);
      if (run.state === 'committing' || run.state === 'committed') return { state: run.state };
      if (run.state !== 'checked' || run.rowsReady === null) return fail('import/wrong-state');
      if (run.version !== input.version) return fail('conflict');
      if (run.rowsReady === 0) return fail('import/nothing-ready');
      await tx.importRun.updateMany({
        where: { practiceId: tx.practiceId, id: run.id },
        data: {
          state: 'committing',
          progressDone: 0,
          progressOf: 0,
          changedAt: dateOf(tx.now()),
          version: { increment: 1 },
        },
      });
      await tx.enqueue('import.work', { importId: run.id });
      return { state: 'committing' as const };
    }),
  );

/** Nothing of it comes in, and the file goes now. */
export const discard = staffProcedure('imports.discard')
  .input(z.strictObject({ importId: idSchema('import') }))
  .output(z.strictObject({ state: z.literal('discarded') }))
  .mutation(({ ctx, input }) =>
    writeRun(ctx, async (tx) => {
      const run = await holdRun(tx, ctx.actor.staffId, input.importId);
      if (run.state === 'discarded') return { state: 'discarded' as const };
      if (!openStates.includes(run.state)) return fail('import/wrong-state');
      await giveUp(tx, run.id);
      return { state: 'discarded' as const };
    }),
  );
