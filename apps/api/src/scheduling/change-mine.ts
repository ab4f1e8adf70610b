import { fail, idSchema } from '@heather/core';
import { cancellationTerms } from '@heather/scheduling';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { cancelOne, moveOne } from './change-session.ts';
import { mustBeFree, slotsFor } from './free-times.ts';
import { loadOwnSession } from './own-sessions.ts';
import { sessionStatus, toComeStatuses } from './session-rows.ts';
import { sessionState } from './session-terms.ts';

const instantSchema = z.iso
  .datetime()
  .max(40)
  .refine((text) => text >= '2000' && text < '2126', 'is out of range');
const changed = z.strictObject({ status: sessionStatus, version: z.number(), feeDuePence: z.number() });

/**
 * I move my own session to a free time, while my window is open. The worker writes it: the rows of the room, the therapist and a
 * partner are not mine to touch.
 * @throws scheduling/too-late-to-move once the window has closed; scheduling/slot-taken when the time has gone
 */
export const moveMine = clientProcedure('scheduling.moveMine')
  .input(z.strictObject({ sessionId: idSchema('session'), version: z.int().min(1), startsAt: instantSchema }))
  .output(changed)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await loadOwnSession(ctx, input.sessionId);
    const now = ctx.now();
    const startsAt = Temporal.Instant.from(input.startsAt);
    const isRepeat = row.version === input.version + 1 && row.startsAt.getTime() === startsAt.epochMilliseconds;
    if (!isRepeat) {
      if (row.version !== input.version) return fail('conflict');
      if (!toComeStatuses.includes(row.status)) return fail('scheduling/wrong-state', { status: row.status });
      const state = await sessionState(ctx.db, practiceId, row);
      if (now.epochMilliseconds >= row.startsAt.getTime()) return fail('scheduling/in-the-past');
      if (cancellationTerms({ ...state, now, by: 'client' }).kind === 'late')
        return fail('scheduling/too-late-to-move');
      mustBeFree(await slotsFor(ctx, row), startsAt);
    }
    const minutes = Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000);
    const to = { version: input.version, startsAt, minutes, roomId: row.roomId };
    const change = await ctx.asWorker(({ db, write }) => moveOne({ db, practiceId, write, now }, row.id, to));
    return changed.parse({ status: change.status, version: change.version, feeDuePence: change.feeDuePence });
  });

/** I cannot come. What it costs was shown before, and is decided by the moment at which this arrives. */
export const cancelMine = clientProcedure('scheduling.cancelMine')
  .input(
    z.strictObject({
      sessionId: idSchema('session'),
      version: z.int().min(1),
      /** What the page said would be due. If the window closed meanwhile, the page asks again instead of charging. */
      seenFeePence: z.int().min(0).max(1_000_000),
    }),
  )
  .output(changed)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await loadOwnSession(ctx, input.sessionId);
    const now = ctx.now();
    if (row.version === input.version && toComeStatuses.includes(row.status)) {
      const terms = cancellationTerms({ ...(await sessionState(ctx.db, practiceId, row)), now, by: 'client' });
      if (terms.feeDuePence > input.seenFeePence) return fail('conflict', { feeDuePence: terms.feeDuePence });
    }
    const change = await ctx.asWorker(({ write }) =>
      cancelOne({ practiceId, write, now }, row.id, { version: input.version, by: 'client' }),
    );
    return changed.parse({ status: change.status, version: change.version, feeDuePence: change.feeDuePence });
  });
