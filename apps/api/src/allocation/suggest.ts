import { planAllocation } from '@heather/allocation';
import { placeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadEntries } from './load-entry.ts';
import { loadPlaces } from './load-places.ts';
import { loadTherapists } from './load-therapists.ts';

/** A plan for the whole list, longest wait first: sentences that a person checks. It offers nothing by itself. */
export const suggest = staffProcedure('allocation.suggest')
  .output(
    z.strictObject({
      suggestions: z.array(
        z.strictObject({
          entryId: z.string(),
          name: z.string(),
          therapist: z.string(),
          when: z.string(),
          firstOn: z.string(),
          reason: z.string(),
        }),
      ),
      left: z.array(z.strictObject({ entryId: z.string(), name: z.string(), reason: z.string() })),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [entries, therapists] = await Promise.all([
      loadEntries(ctx.db, practiceId, { states: ['waiting'] }),
      loadTherapists(ctx.db, practiceId),
    ]);
    const query = { now: ctx.now(), zone: ctx.practice.timeZone, everyWeeks: 1 };
    const free = await loadPlaces(ctx.db, practiceId, therapists, query);
    const plan = planAllocation(
      entries,
      therapists.map((one) => ({ ...one, freePlaces: free.get(one.id) ?? [] })),
    );
    const nameOf = new Map(entries.map(({ id, name }) => [id, name]));
    const therapistOf = new Map(therapists.map(({ id, name }) => [id, name]));
    return {
      suggestions: plan.suggestions.map(({ entryId, therapistId, place, reason }) => ({
        entryId,
        name: nameOf.get(entryId) ?? '',
        therapist: therapistOf.get(therapistId) ?? '',
        when: placeLabel(place),
        firstOn: place.firstOn,
        reason,
      })),
      left: plan.left.map(({ entryId, reason }) => ({ entryId, name: nameOf.get(entryId) ?? '', reason })),
    };
  });
