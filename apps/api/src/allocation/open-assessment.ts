import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/** Why a therapist is allocated before anybody has offered a place. */
const assessmentReason = 'assessment';

/**
 * The clinical lead found that an assessment session comes first: a proposed course with everybody who waits together, and a therapist
 * for it, so that its one session can be booked. The person keeps their place in the waiting list; who treats them is offered as always,
 * and from the client's yes on this is the course that goes on (open-episode.ts). Asked twice for one therapist: the same course.
 * @throws Refusal 'wrong-order' when nobody found that an assessment is needed, or they wait no longer;
 * 'allocation/assessment-open' when another therapist has it
 */
export const openAssessment = staffProcedure('allocation.openAssessment')
  .input(z.strictObject({ entryId: idSchema('entry'), therapistId: idSchema('staff') }))
  .output(z.strictObject({ clientId: z.string(), episodeId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const at = new Date(tx.now().epochMilliseconds);
      // Two who press at once do it one after the other.
      await tx.$queryRaw`SELECT id FROM waiting_list_entry WHERE practice_id = ${practiceId}::uuid AND id = ${input.entryId}::uuid FOR UPDATE`;
      const entry = await tx.waitingListEntry.findFirst({
        where: { practiceId, id: input.entryId },
        select: {
          clientId: true,
          episodeKind: true,
          assessmentFirst: true,
          state: true,
          entryParticipantAsEntry: { select: { clientId: true } },
        },
      });
      const therapist = await tx.staffMember.findFirst({
        where: {
          practiceId,
          id: input.therapistId,
          state: 'active',
          staffRoleAsStaff: { some: { role: 'therapist' } },
        },
        select: { id: true },
      });
      if (!entry || !therapist) return fail('not-found');
      const { clientId } = entry;
      const open = await assessmentOf(tx, practiceId, clientId);
      if (open && open.therapistId !== therapist.id) return fail('allocation/assessment-open');
      if (open) return { clientId, episodeId: open.episodeId };
      if (!entry.assessmentFirst || entry.state !== 'waiting') return fail('wrong-order');
      const [episodeId, allocationId] = [randomUUID(), randomUUID()];
      const clientIds = [...new Set([clientId, ...entry.entryParticipantAsEntry.map((one) => one.clientId)])];
      await tx.episode.createMany({
        data: [{ practiceId, id: episodeId, kind: entry.episodeKind, state: 'proposed', openedAt: at }],
      });
      await tx.episodeParticipant.createMany({
        data: clientIds.map((id) => ({ practiceId, id: randomUUID(), episodeId, clientId: id, joinedAt: at })),
      });
      const [therapistId, reason, madeById] = [therapist.id, assessmentReason, ctx.actor.staffId];
      await tx.allocation.createMany({
        data: [{ practiceId, id: allocationId, episodeId, therapistId, reason, fromAt: at, madeById }],
      });
      await tx.audit('allocation.made', {
        subjectType: 'allocation',
        subjectId: allocationId,
        clientId,
        facts: { people: clientIds.length, reason },
      });
      if (therapistId !== ctx.actor.staffId)
        await queueMail(tx, {
          staffId: therapistId,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.staffUrl}/clients/${clientId}/sessions` },
          key: `allocation:${allocationId}`,
        });
      return { clientId, episodeId };
    }),
  );

type OpenAssessment = { allocationId: string; episodeId: string; therapistId: string };

/** The assessment that is open for this person, or null. As staff, or as the worker. */
export async function assessmentOf(db: Tx, practiceId: string, clientId: string): Promise<OpenAssessment | null> {
  const found = await db.allocation.findFirst({
    where: {
      practiceId,
      reason: assessmentReason,
      untilAt: null,
      episode: { state: 'proposed', episodeParticipantAsEpisode: { some: { clientId, leftAt: null } } },
    },
    orderBy: { fromAt: 'desc' },
    select: { id: true, episodeId: true, therapistId: true },
  });
  return found && { allocationId: found.id, episodeId: found.episodeId, therapistId: found.therapistId };
}
