import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { listed } from './load-entry.ts';

/** Who is with whom now, and who they were with before: nothing of these rows is ever removed. */
export const listAllocations = staffProcedure('allocation.listAllocations')
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
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const [rows, staff] = await Promise.all([
      ctx.db.episode.findMany({
        where: { practiceId, state: { in: ['proposed', 'open', 'ending'] } },
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
      const current = all.find(({ untilAt }) => untilAt === null);
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
    people.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    return { people, therapists: staff.map(({ id, shortName }) => ({ id, name: shortName })) };
  });
