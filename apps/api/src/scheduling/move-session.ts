import { dateOnSchema, fail, idSchema, localTimeSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { moveOne } from './change-session.ts';
import { instantAt } from './find-clashes.ts';
import { mustReachSession } from './reach.ts';
import { findSessions, sessionStatus } from './session-rows.ts';

export const changeOutput = z.strictObject({
  status: sessionStatus,
  version: z.number(),
  feeDuePence: z.number(),
  /** Clients without a safe address: somebody rings them. */
  toRing: z.number(),
});

/** One session to another time or room. The rest of the series stays. */
export const moveSession = staffProcedure('scheduling.moveSession')
  .input(
    z.strictObject({
      sessionId: idSchema('session'),
      version: z.int().min(1),
      on: dateOnSchema,
      time: localTimeSchema,
      /** Left out: the room it has. */
      roomId: idSchema('room').optional(),
    }),
  )
  .output(changeOutput)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const [row] = await findSessions(ctx.db, { practiceId, id: input.sessionId });
    await mustReachSession(ctx, row ?? null);
    if (!row) return fail('not-found');
    if (input.roomId && row.placeKind !== 'room') return fail('bad-input', { fields: ['roomId'] });
    const roomId = input.roomId ?? row.roomId;
    if (roomId && roomId !== row.roomId) {
      const room = await ctx.db.room.findFirst({
        where: { practiceId, id: roomId, isActive: true },
        select: { id: true },
      });
      if (!room) return fail('not-found');
    }
    const changed = await moveOne({ db: ctx.db, practiceId, write: ctx.write, now: ctx.now() }, row.id, {
      version: input.version,
      startsAt: instantAt(input.on, input.time, row.zone),
      minutes: Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000),
      roomId,
    });
    return changeOutput.parse(changed);
  });
