import { idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { listed } from './load-entry.ts';

const aPage = 50;

/**
 * Who is with whom now, by name and a page at a time, and who they were with before: nothing of these rows is ever removed. The cursor is
 * an id; one that is gone meanwhile begins anew.
 */
export const listAllocations = staffProcedure('allocation.listAllocations')
  .input(z.strictObject({ after: idSchema('allocation').nullable() }))
  .output(
    z.strictObject({
      people: z.array(
        z.strictObject({
          allocationId: z.string(),
          clientId: z.string(),
          name: z.string(),
          therapistId: z.string(),
          therapist: z.string(),
          state: z.string(),
          fromAt: z.string(),
          before: z.array(
            z.strictObject({
              therapist: z.string(),
              reason: z.string(),
              fromAt: z.string(),
              untilAt: z.string().nullable(),
            }),
          ),
        }),
      ),
      therapists: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      /** Give it as `after` for the next page; null: that was the last. */
      next: z.string().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const found = await ctx.db.$queryRaw<{ id: string }[]>`
      WITH current AS (
        SELECT l.id, coalesce((SELECT k.name_search FROM episode_participant p
            JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
            WHERE p.practice_id = e.practice_id AND p.episode_id = e.id AND p.left_at IS NULL ORDER BY p.joined_at, p.id LIMIT 1), '') AS name
        FROM allocation l JOIN episode e ON e.practice_id = l.practice_id AND e.id = l.episode_id AND e.state IN ('proposed', 'open', 'ending')
        WHERE l.practice_id = ${practiceId}::uuid AND l.until_at IS NULL)
      SELECT c.id FROM current c LEFT JOIN current f ON f.id = ${input.after}::uuid
      WHERE f.id IS NULL OR (c.name, c.id) > (f.name, f.id)
      ORDER BY c.name, c.id LIMIT ${aPage + 1}`;
    const ids = found.slice(0, aPage).map(({ id }) => id);
    const [rows, staff] = await Promise.all([
      ctx.db.episode.findMany({
        where: { practiceId, allocationAsEpisode: { some: { id: { in: ids } } } },
        select: {
          state: true,
          episodeParticipantAsEpisode: {
            where: { leftAt: null },
            select: { clientId: true, client: { select: { shortName: true } } },
            orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
          },
          allocationAsEpisode: {
            orderBy: [{ fromAt: 'desc' }, { id: 'desc' }],
            select: {
              id: true,
              therapistId: true,
              reason: true,
              fromAt: true,
              untilAt: true,
              therapist: { select: { shortName: true } },
            },
          },
        },
      }),
      ctx.db.staffMember.findMany({
        where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
        orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
        select: { id: true, shortName: true },
      }),
    ]);
    const people = rows.flatMap(({ state, episodeParticipantAsEpisode: participants, allocationAsEpisode: all }) => {
      const current = all.find(({ id }) => ids.includes(id));
      if (!current) return [];
      return [
        {
          allocationId: current.id,
          clientId: participants[0]?.clientId ?? '',
          name: listed(participants.map(({ client }) => client.shortName)),
          therapistId: current.therapistId,
          therapist: current.therapist.shortName,
          state,
          fromAt: current.fromAt.toISOString(),
          before: all
            .filter(({ id }) => id !== current.id)
            .map(({ therapist, reason, fromAt, untilAt }) => ({
              therapist: therapist.shortName,
              reason,
              fromAt: fromAt.toISOString(),
              untilAt: untilAt?.toISOString() ?? null,
            })),
        },
      ];
    });
    return {
      people: people.toSorted((a, b) => ids.indexOf(a.allocationId) - ids.indexOf(b.allocationId)),
      therapists: staff.map(({ id, shortName }) => ({ id, name: shortName })),
      next: found.length > aPage ? (ids.at(-1) ?? null) : null,
    };
  });
