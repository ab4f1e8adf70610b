import { decideCountersign, decideSupersede } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { lockOffer } from '../allocation/load-offer.ts';
import { stepOffer } from '../allocation/step-offer.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { frameOf } from './current-agreement.ts';
import { proofOf, writeSignature } from './evidence.ts';
import { revokeLinks } from './links.ts';
import { changePack, type LoadedPack, loadPack, lockPack, must, writeEvents } from './load-pack.ts';
import { mustReachPack } from './reach.ts';

/**
 * The therapist signs second. With the last countersignature of an agreement it holds: the offer is agreed, the course open, the
 * agreement before it superseded. The seal is queued in the same transaction; the client's mail leaves with the seal.
 */
export const countersign = staffProcedure('agreements.countersign')
  .input(z.strictObject({ packId: idSchema('pack'), nameTyped: z.string().max(500), key: z.uuid() }))
  .output(z.strictObject({ signedAt: z.string(), already: z.boolean(), isAgreed: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { staffId } = ctx.actor;
    const { packId } = input;
    const { episodeId } = await mustReachPack(ctx, packId);
    const answer = await ctx.write(async (tx) => {
      // The other half of a couple may be countersigned at this moment: the last of them makes the agreement hold.
      await lockName(tx, `agreement:${tx.practiceId}:${episodeId}`);
      const loaded = await lockPack(tx, packId);
      const { row, pack } = loaded;
      const { therapistId } = row.workingAgreement;
      const by = { channel: 'online', actorKind: 'staff', actorId: staffId } as const;
      const signed = must(decideCountersign(pack, { nameTyped: input.nameTyped, staffId, therapistId }, by, tx.now()));
      if (signed.already)
        return {
          signedAt: signed.signature.signedAt,
          already: true,
          isAgreed: row.workingAgreement.state === 'agreed',
        };
      await changePack(tx, row, {});
      await writeEvents(tx, row.clientId, signed.events);
      const signature = await writeSignature(tx, loaded, {
        role: 'therapist',
        signerId: staffId,
        staffId,
        nameTyped: signed.nameTyped,
        method: 'typed',
        signedAt: Temporal.Instant.from(signed.signedAt),
        answers: {},
        proof: proofOf(ctx.signIn, null),
        key: input.key,
        request: ctx,
      });
      const isAgreed = await agreeIfComplete(tx, loaded);
      await tx.audit('agreement.countersigned', {
        subjectType: 'pack',
        subjectId: packId,
        clientId: row.clientId,
        facts: { signature },
      });
      await tx.enqueue('agreements.seal', { packId });
      ctx.shell.faultAt('countersign.before-commit');
      return { signedAt: signed.signedAt, already: false, isAgreed };
    });
    ctx.shell.faultAt('countersign.after-commit');
    return answer;
  });

/** Whether everybody who takes part has now signed, and the therapist beside each; then it holds. */
async function agreeIfComplete(tx: WriteTransaction, { row }: LoadedPack): Promise<boolean> {
  const { practiceId } = tx;
  const { workingAgreement: agreement, episodeId } = row;
  const [packs, participants] = await Promise.all([
    tx.agreementPack.findMany({
      where: { practiceId, workingAgreementId: agreement.id },
      select: { clientId: true, state: true, signatureAsPack: { select: { role: true } } },
    }),
    tx.episodeParticipant.findMany({ where: { practiceId, episodeId, leftAt: null }, select: { clientId: true } }),
  ]);
  const isDone = (clientId: string) =>
    packs.some(
      (pack) =>
        pack.clientId === clientId &&
        pack.state === 'signed' &&
        ['client', 'therapist'].every((role) => pack.signatureAsPack.some((one) => one.role === role)),
    );
  if (!participants.every(({ clientId }) => isDone(clientId))) return false;
  const { count } = await tx.workingAgreement.updateMany({
    where: { practiceId, id: agreement.id, state: 'sent' },
    data: { state: 'agreed', agreedAt: dateOf(tx.now()) },
  });
  if (count !== 1) return fail('agreement/closed');
  const frame = frameOf(agreement);
  await tx.episode.updateMany({
    where: { practiceId, id: episodeId },
    data: { plannedSessions: frame.plannedSessions ?? null, reviewEverySessions: frame.reviewEverySessions },
  });
  await tx.episode.updateMany({ where: { practiceId, id: episodeId, state: 'proposed' }, data: { state: 'open' } });
  await tx.client.updateMany({
    where: {
      practiceId,
      id: { in: participants.map(({ clientId }) => clientId) },
      state: { in: ['enquiring', 'waiting'] },
    },
    data: { state: 'active' },
  });
  if (agreement.offerId) await stepOffer(tx, await lockOffer(tx, agreement.offerId), { type: 'signed' });
  await supersedeOlder(tx, episodeId, agreement.number, ['agreed']);
  return true;
}

/** Older agreements of an episode in these states give way, with their packs; choices were asked anew, so the new answers count. */
export async function supersedeOlder(
  tx: WriteTransaction,
  episodeId: string,
  number: number,
  states: readonly ('draft' | 'sent' | 'agreed')[],
): Promise<void> {
  const { practiceId } = tx;
  const older = await tx.workingAgreement.findMany({
    where: { practiceId, episodeId, number: { lt: number }, state: { in: [...states] } },
    select: { id: true, agreementPackAsWorkingAgreement: { select: { id: true, state: true } } },
  });
  for (const agreement of older) {
    for (const { id, state } of agreement.agreementPackAsWorkingAgreement) {
      if (!['sent', 'talking', 'signed'].includes(state)) continue;
      await tx.$queryRaw`SELECT id FROM agreement_pack WHERE practice_id = ${practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const { row, pack } = await loadPack(tx, practiceId, id);
      const { actor } = tx;
      const by = {
        channel: 'system',
        actorKind: actor.kind === 'staff' ? 'staff' : 'system',
        actorId: actor.kind === 'staff' ? actor.staffId : null,
      } as const;
      const decision = decideSupersede(pack, true, by, tx.now());
      if (!decision.ok) continue;
      await changePack(tx, row, { state: 'superseded', draftSealed: null, draftSavedAt: null });
      await writeEvents(tx, row.clientId, decision.value.events);
      await revokeLinks(tx, { clientId: row.clientId, packId: id });
      await tx.audit('agreement.superseded', { subjectType: 'pack', subjectId: id, clientId: row.clientId });
    }
    await tx.workingAgreement.updateMany({ where: { practiceId, id: agreement.id }, data: { state: 'superseded' } });
  }
}
