import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';

const most = 50;

/** What was brought in lately, and what still waits for a word: kinds, times and counts. Whose file it is, opens it. */
export const list = staffProcedure('imports.list')
  .output(
    z.strictObject({
      runs: z.array(
        z.strictObject({
          importId: z.string(),
          kind: z.enum(['clients', 'sessions', 'scores']),
          source: z.string(),
          state: z.enum(['uploading', 'checking', 'checked', 'committing', 'committed', 'refused', 'discarded']),
          madeAt: z.string(),
          rowsMade: z.number().nullable(),
          rowsOut: z.number().nullable(),
        }),
      ),
    }),
  )
  .query(({ ctx }) =>
    ctx.asWorker(async ({ db }) => {
      const { practiceId, staffId } = ctx.actor;
      const rows = await db.importRun.findMany({
        where: { practiceId, madeById: staffId },
        orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
        take: most,
      });
      type Run = { kind: 'clients' | 'sessions' | 'scores'; state: 'checked' };
      return {
        runs: rows.map(({ id, kind, source, state, madeAt, rowsMade, rowsOut }) => ({
          importId: id,
          ...({ kind, state } as Run),
          source,
          madeAt: madeAt.toISOString(),
          rowsMade,
          rowsOut,
        })),
      };
    }),
  );
