import { orderWaitingList } from '@heather/allocation';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { type LoadedEntry, loadEntries } from './load-entry.ts';
import { shortDate, shortDay } from './short-date.ts';

/** Everybody who waits or has an offer out, longest first, with the one thing that is next for each. */
export const listWaiting = staffProcedure('allocation.listWaiting')
  .output(
    z.strictObject({
      limitDays: z.number(),
      people: z.array(
        z.strictObject({
          entryId: z.string(),
          name: z.string(),
          days: z.number(),
          isPastLimit: z.boolean(),
          state: z.string(),
          nextContactOn: z.string().nullable(),
          note: z.string(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { waitLimitDays: true } });
    const limitDays = practice?.waitLimitDays ?? 42;
    const entries = await loadEntries(ctx.db, practiceId, { states: ['waiting', 'offered'] });
    const rows = orderWaitingList(entries, { now: ctx.now(), zone, waitLimitDays: limitDays });
    return {
      limitDays,
      people: rows.map((row) => ({
        entryId: row.id,
        name: row.name,
        days: row.waitingDays,
        isPastLimit: row.isPastLimit,
        state: row.state,
        nextContactOn: row.nextContactOn?.toISOString().slice(0, 10) ?? null,
        note: noteOf(row, zone),
      })),
    };
  });

function noteOf(entry: LoadedEntry, zone: string): string {
  if (entry.openOffer) {
    const until = shortDay(entry.openOffer.heldUntil, zone);
    return entry.openOffer.state === 'offered-to-client' ? `Offer out until ${until}` : `Place held until ${until}`;
  }
  if (entry.nextContactOn) return `To hear from us on ${shortDate(entry.nextContactOn.toISOString().slice(0, 10))}`;
  if (!entry.wishes.times?.length) return 'Times not known yet';
  return 'No date to hear from us yet';
}
