import { localRangeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadUnfinished, lookBackWeeks } from './load-unfinished.ts';

const most = 100;

/** What the caller has yet to write. Nobody else is ever shown it, nor how much it is. */
export const unfinished = staffProcedure('notes.unfinished')
  .output(
    z.strictObject({
      rows: z.array(
        z.strictObject({
          sessionId: z.string(),
          clientId: z.string(),
          name: z.string(),
          on: z.string(),
          when: z.string(),
          isToday: z.boolean(),
          state: z.enum(['unrecorded', 'missing', 'draft', 'two-versions']),
        }),
      ),
      hasMore: z.boolean(),
      lookBackWeeks: z.number(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const rows = await loadUnfinished(ctx.db, { practiceId, staffId, now: dateOf(ctx.now()) }, most + 1);
    const today = localOn(ctx.now(), ctx.practice.timeZone);
    return {
      rows: rows.slice(0, most).map(({ sessionId, clientId, name, startsAt, endsAt, zone, state }) => ({
        sessionId,
        clientId,
        name,
        on: localOn(startsAt, zone),
        when: localRangeLabel(instantOf(startsAt), instantOf(endsAt), zone),
        isToday: localOn(startsAt, zone) === today,
        state,
      })),
      hasMore: rows.length > most,
      lookBackWeeks,
    };
  });
