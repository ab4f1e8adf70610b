import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { backupState } from './alarm.ts';

const shown = 40;
const madeOfLateDays = 7;

/** When backups were made and tried, and what is wrong with them. Names no folder: that is the server's own business. */
export const list = staffProcedure('backups.list')
  .output(
    z.strictObject({
      isOn: z.boolean(),
      alarm: z.enum(['none-yet', 'failed', 'old', 'never-tried']).nullable(),
      lastDoneAt: z.string().nullable(),
      lastDrillAt: z.string().nullable(),
      runs: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['backup', 'drill']),
          state: z.enum(['running', 'done', 'failed']),
          startedAt: z.string(),
          seconds: z.number().nullable(),
          fileName: z.string().nullable(),
          bytes: z.number().nullable(),
          rows: z.number().nullable(),
          reason: z.string().nullable(),
          isRemoved: z.boolean(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const { alarm, lastDoneAt, lastDrillAt } = await backupState(ctx.db, practiceId, ctx.now());
    const rows = await ctx.db.backupRun.findMany({
      where: { practiceId },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: shown,
    });
    // Of several servers one may have been told to make none: while another makes them, every one of them says so.
    const since = ctx.now().epochMilliseconds - madeOfLateDays * 24 * 3_600_000;
    const isOn =
      ctx.shell.backups !== null || rows.some((row) => row.kind === 'backup' && row.startedAt.getTime() > since);
    return {
      isOn,
      alarm: isOn ? alarm : null,
      lastDoneAt: lastDoneAt?.toString() ?? null,
      lastDrillAt: lastDrillAt?.toString() ?? null,
      runs: rows.map((row) => ({
        id: row.id,
        kind: row.kind as 'backup' | 'drill',
        state: row.state as 'running' | 'done' | 'failed',
        startedAt: row.startedAt.toISOString(),
        seconds: row.finishedAt ? Math.round((row.finishedAt.getTime() - row.startedAt.getTime()) / 1000) : null,
        fileName: row.fileName,
        bytes: row.bytes === null ? null : Number(row.bytes),
        rows: row.rowCount === null ? null : Number(row.rowCount),
        reason: row.reason,
        isRemoved: row.removedAt !== null,
      })),
    };
  });
