import { fail, idSchema } from '@heather/core';
import { cancellationTerms, isToCome, localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { mustReachSession } from './reach.ts';
import { findSessions, staffSessionSchema, toStaffSessions } from './session-rows.ts';
import { sessionState } from './session-terms.ts';

/** One meeting with what can be done about it now, and what each act would cost, before anybody does it. */
export const session = staffProcedure('scheduling.session')
  .input(z.strictObject({ sessionId: idSchema('session') }))
  .output(
    z.strictObject({
      session: staffSessionSchema,
      /** Move and cancel are open until it begins; what became of it can be said from then on. */
      isToCome: z.boolean(),
      hasBegun: z.boolean(),
      /** If the client cancelled at this moment. */
      terms: z.strictObject({ kind: z.enum(['in-time', 'late']), feeDuePence: z.number(), closes: z.string() }),
      feePence: z.number(),
      /** Its therapist, once it has begun: there is a note to write in each person's record. */
      mayWriteNote: z.boolean(),
      rooms: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const [row] = await findSessions(ctx.db, { practiceId, id: input.sessionId });
    await mustReachSession(ctx, row ?? null);
    if (!row) return fail('not-found');
    const now = ctx.now();
    const [state, [shown], rooms] = await Promise.all([
      sessionState(ctx.db, practiceId, row),
      toStaffSessions(ctx.db, practiceId, [row], { by: staffId, now }),
      row.placeKind === 'room' ? activeRooms(ctx.db, practiceId) : [],
    ]);
    const terms = cancellationTerms({ ...state, now, by: 'client' });
    const hasBegun = row.startsAt.getTime() <= now.epochMilliseconds;
    return {
      session: staffSessionSchema.parse(shown),
      isToCome: isToCome(state.status) && !hasBegun,
      hasBegun,
      terms: { kind: terms.kind, feeDuePence: terms.feeDuePence, closes: localLabel(terms.closesAt, row.zone) },
      feePence: row.feePence,
      mayWriteNote: hasBegun && row.therapistId === staffId && ctx.actor.roles.includes('therapist'),
      rooms,
    };
  });

export function activeRooms(db: Parameters<typeof findSessions>[0], practiceId: string) {
  return db.room.findMany({
    where: { practiceId, isActive: true },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}
