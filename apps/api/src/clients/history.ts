import { idSchema } from '@heather/core';
import { z } from 'zod';
import { instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { undoUntil } from './merge/decide-merge.ts';
import { recordsOf } from './merge/records-of.ts';
import { reachClient } from './reach.ts';

const mostCourses = 60;

const allocation = z.strictObject({
  therapist: z.string(),
  fromOn: z.string(),
  untilOn: z.string().nullable(),
  /** A coded word; null for those to whom the reason is not said. */
  reason: z.string().nullable(),
});

/**
 * The frame's past: courses with their therapists, the other halves of a joined record, and who comes along. The desk reads all halves; a
 * therapist those courses alone that are of a record on their own caseload. The front desk is told no reasons.
 */
export const history = staffProcedure('clients.history')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      courses: z.array(
        z.strictObject({
          episodeId: z.string(),
          /** Of which half: an earlier one, or this. */
          clientId: z.string(),
          kind: z.string(),
          state: z.string(),
          openedOn: z.string(),
          endedOn: z.string().nullable(),
          attended: z.number(),
          planned: z.number().nullable(),
          /** Who else is in a couple's or a family's course. Of a group nobody is named here. */
          together: z.array(z.strictObject({ clientId: z.string(), name: z.string() })),
          allocations: z.array(allocation),
        }),
      ),
      askedOn: z.array(z.string()),
      halves: z.array(
        z.strictObject({
          clientId: z.string(),
          name: z.string(),
          isKept: z.boolean(),
          mergeId: z.string(),
          on: z.string(),
          by: z.string(),
          /** Null: it is too late, or not this caller's to undo. */
          undoUntilOn: z.string().nullable(),
        }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, roles } = ctx.actor;
    const { clientId } = input;
    const zone = ctx.practice.timeZone;
    await reachClient(ctx, clientId);
    const isDesk = ctx.scope === 'practice';
    const ids = isDesk ? await recordsOf(ctx.db, practiceId, clientId) : [clientId];
    const mayKnowReasons = roles.some((role) => role === 'manager' || role === 'clinical-lead' || role === 'therapist');
    const mayUndo = roles.some((role) => role === 'manager' || role === 'front-desk');
    const [taken, enquiries, merges] = await Promise.all([
      ctx.db.episodeParticipant.findMany({
        where: { practiceId, clientId: { in: ids } },
        orderBy: [{ episode: { openedAt: 'desc' } }, { id: 'desc' }],
        take: mostCourses,
        select: {
          clientId: true,
          episode: {
            select: {
              id: true,
              kind: true,
              state: true,
              openedAt: true,
              endedAt: true,
              plannedSessions: true,
              episodeParticipantAsEpisode: {
                where: { leftAt: null },
                select: { clientId: true, client: { select: { shortName: true } } },
              },
              allocationAsEpisode: {
                orderBy: [{ fromAt: 'desc' }, { id: 'desc' }],
                select: { reason: true, fromAt: true, untilAt: true, therapist: { select: { shortName: true } } },
              },
            },
          },
        },
      }),
      ctx.db.enquiry.findMany({
        where: { practiceId, clientId: { in: ids } },
        orderBy: { receivedAt: 'desc' },
        take: mostCourses,
        select: { receivedAt: true },
      }),
      isDesk
        ? ctx.db.clientMerge.findMany({
            where: { practiceId, undoneAt: null, OR: [{ clientId: { in: ids } }, { keptId: { in: ids } }] },
            orderBy: { mergedAt: 'desc' },
            include: { client: true, kept: true, mergedBy: { select: { shortName: true } } },
          })
        : [],
    ]);
    const counts = await ctx.db.session.groupBy({
      by: ['episodeId'],
      where: { practiceId, status: 'attended', episodeId: { in: taken.map(({ episode }) => episode.id) } },
      _count: { _all: true },
    });
    return {
      courses: taken.map(({ clientId: ofId, episode }) => ({
        episodeId: episode.id,
        clientId: ofId,
        kind: episode.kind,
        state: episode.state,
        openedOn: localOn(episode.openedAt, zone),
        endedOn: episode.endedAt && localOn(episode.endedAt, zone),
        attended: counts.find(({ episodeId }) => episodeId === episode.id)?._count._all ?? 0,
        planned: episode.plannedSessions,
        together:
          episode.kind === 'couple' || episode.kind === 'family'
            ? episode.episodeParticipantAsEpisode
                .filter((one) => one.clientId !== ofId)
                .map((one) => ({ clientId: one.clientId, name: one.client.shortName }))
            : [],
        allocations: episode.allocationAsEpisode.map(({ therapist, fromAt, untilAt, reason }) => ({
          therapist: therapist.shortName,
          fromOn: localOn(fromAt, zone),
          untilOn: untilAt && localOn(untilAt, zone),
          reason: mayKnowReasons ? reason : null,
        })),
      })),
      askedOn: enquiries.map(({ receivedAt }) => localOn(receivedAt, zone)),
      halves: merges.map((merge) => {
        const other = merge.clientId === clientId ? merge.kept : merge.client;
        const until = undoUntil(instantOf(merge.mergedAt));
        const isOver = Temporal.Instant.compare(ctx.now(), until) > 0;
        return {
          clientId: other.id,
          name: `${other.firstName} ${other.lastName}`,
          isKept: other.id === merge.keptId,
          mergeId: merge.id,
          on: localOn(merge.mergedAt, zone),
          by: merge.mergedBy.shortName,
          undoUntilOn: isOver || !mayUndo ? null : localOn(until, zone),
        };
      }),
    };
  });
