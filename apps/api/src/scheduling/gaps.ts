import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadGaps, openGaps, ownAndCovered, whyNot } from './load-gaps.ts';

/** On one page; the count says how many there are. */
const most = 100;

/** Standing sessions of the next weeks that could not be placed, the soonest first: for the desk all, for a therapist their own. */
export const gaps = staffProcedure('scheduling.gaps')
  .output(
    z.strictObject({
      count: z.number(),
      gaps: z.array(
        z.strictObject({
          gapId: z.string(),
          clientId: z.string(),
          names: z.string(),
          therapist: z.string(),
          /** "Tuesday 5 January, 17:30" */
          when: z.string(),
          on: z.string(),
          time: z.string(),
          why: z.string(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const isDesk = ctx.scope === 'practice';
    const where = await openGaps(
      ctx.db,
      practiceId,
      ctx.now(),
      isDesk ? undefined : await ownAndCovered(ctx.db, practiceId, staffId, ctx.now()),
    );
    const [count, rows] = await Promise.all([
      ctx.db.seriesGap.count({ where }),
      loadGaps(ctx.db, where, most, ctx.practice.timeZone),
    ]);
    return {
      count,
      gaps: rows.map((row) => {
        const people = row.episode.episodeParticipantAsEpisode;
        const { zone } = row.series;
        return {
          gapId: row.id,
          clientId: people[0]?.clientId ?? '',
          names: people.map(({ client }) => client.shortName).join(' and '),
          therapist: row.series.therapist.shortName,
          when: localLabel(instantOf(row.startsAt), zone),
          on: localOn(row.startsAt, zone),
          time: row.occurrenceKey.slice(11, 16),
          why: whyNot(row.clashes),
        };
      }),
    };
  });
