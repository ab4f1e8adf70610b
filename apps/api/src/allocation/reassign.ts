import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';

export const reassignReasons = [
  'client-asked',
  'therapist-leaving',
  'therapist-away',
  'better-fit',
  'caseload',
] as const;

/** From one therapist to another: the old row is ended and stays, with days in which its therapist hands over; a new one begins. */
export const reassign = staffProcedure('allocation.reassign')
  .input(
    z.strictObject({
      allocationId: idSchema('allocation'),
      therapistId: idSchema('staff'),
      reason: z.enum(reassignReasons),
      handoverDays: z.int().min(0).max(90),
      /** The new therapist was asked, also whether anything in their own life stands against it, and said yes. Why not is never asked here. */
      hasAgreed: z.literal(true),
    }),
  )
  .output(z.strictObject({ allocationId: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      await lockName(tx, `allocation:${practiceId}:${input.allocationId}`);
      const before = await tx.allocation.findFirst({
        where: { practiceId, id: input.allocationId },
        include: {
          episode: {
            select: {
              state: true,
              episodeParticipantAsEpisode: { where: { leftAt: null }, select: { clientId: true } },
            },
          },
        },
      });
      if (!before) return fail('not-found');
      const therapist = await tx.staffMember.findFirst({
        where: {
          practiceId,
          id: input.therapistId,
          state: 'active',
          staffRoleAsStaff: { some: { role: 'therapist' } },
        },
        select: { id: true },
      });
      if (!therapist) return fail('not-found');
      if (before.untilAt !== null || before.episode.state === 'ended') return fail('conflict');
      // A course that is not signed yet has a named therapist in its offer: that offer is withdrawn and another made.
      if (before.episode.state === 'proposed' || before.therapistId === therapist.id) return fail('wrong-order');
      await refuseWhileSessionsStand(tx, before.episodeId, before.therapistId);
      const now = tx.now();
      const at = new Date(now.epochMilliseconds);
      const clientId = before.episode.episodeParticipantAsEpisode[0]?.clientId ?? null;
      await tx.allocation.updateMany({
        where: { practiceId, id: before.id, untilAt: null },
        data: { untilAt: at, handoverUntilAt: new Date(now.add({ hours: 24 * input.handoverDays }).epochMilliseconds) },
      });
      const allocationId = randomUUID();
      await tx.allocation.createMany({
        data: [
          {
            practiceId,
            id: allocationId,
            episodeId: before.episodeId,
            therapistId: therapist.id,
            offerId: before.offerId,
            reason: input.reason,
            fromAt: at,
            madeById: ctx.actor.staffId,
          },
        ],
      });
      const changed = { subjectType: 'allocation', clientId, facts: { reason: input.reason } };
      await tx.audit('allocation.ended', { ...changed, subjectId: before.id, changes: ['until_at'] });
      await tx.audit('allocation.made', { ...changed, subjectId: allocationId });
      const params = { url: `${tx.shell.addresses.staffUrl}/caseload` };
      const key = `allocation:${allocationId}`;
      await queueMail(tx, { staffId: therapist.id, template: 'something-to-read', params, key });
      const people = before.episode.episodeParticipantAsEpisode;
      for (const person of people)
        await queueMail(tx, {
          clientId: person.clientId,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.clientUrl}/` },
          key: `allocation:${allocationId}:${person.clientId}`,
        });
      return { allocationId };
    }),
  );

/**
 * Sessions name their therapist, and so does the agreement that books them: changed over the heads of both they would be held by
 * somebody who may no longer read the record. The standing session is ended first, the new therapist agrees and books anew.
 */
async function refuseWhileSessionsStand(tx: WriteTransaction, episodeId: string, therapistId: string): Promise<void> {
  const { practiceId } = tx;
  const now = new Date(tx.now().epochMilliseconds);
  // One that ends today or ended, and whose sessions are over, stands in nobody's way.
  const standing = await tx.series.count({
    where: { practiceId, episodeId, therapistId, state: 'active', OR: [{ untilOn: null }, { untilOn: { gt: now } }] },
  });
  const toCome = await tx.session.count({
    where: {
      practiceId,
      episodeId,
      therapistId,
      status: { in: ['planned', 'moved'] },
      startsAt: { gt: now },
    },
  });
  if (standing + toCome > 0) return fail('allocation/sessions-stand', { sessions: toCome });
}
