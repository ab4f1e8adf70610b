import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { cancelOne } from './change-session.ts';
import { changeOutput } from './move-session.ts';
import { mustReachSession } from './reach.ts';
import { findSessions } from './session-rows.ts';

/** One session will not take place: because the client told us so, or because we cannot hold it (then nothing is due). */
export const cancelSession = staffProcedure('scheduling.cancelSession')
  .input(
    z.strictObject({
      sessionId: idSchema('session'),
      version: z.int().min(1),
      by: z.enum(['client', 'practice']),
    }),
  )
  .output(changeOutput)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const [row] = await findSessions(ctx.db, { practiceId, id: input.sessionId });
    await mustReachSession(ctx, row ?? null);
    if (!row) return fail('not-found');
    const from = { practiceId, write: ctx.write, now: ctx.now() };
    return changeOutput.parse(await cancelOne(from, row.id, { version: input.version, by: input.by }));
  });
