import { howWeWorkSchema } from '@heather/confidentiality';
import { decideCancel, maySendLink, packStateAt, resumedExpiry, whyClosed } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { sealHowWeWork } from './how-we-work.ts';
import { revokeLinks } from './links.ts';
import { hasSafeAddress } from './load-episode.ts';
import { changePack, closeWhenNoneIsOpen, keepHeld, lockPack, must, writeEvents } from './load-pack.ts';
import { mustReach, mustReachPack, ownCourses } from './reach.ts';
import { mailLink } from './send.ts';
import { doneSchema } from './shapes.ts';
import { talkPlace } from './talk.ts';

const asked = z.strictObject({ packId: idSchema('pack') });
/** Minutes between two mails to one person about one pack. */
const quietMinutes = 10;

/** A new mail with a new link; the older link ends. Staff never see either. */
export const resend = staffProcedure('agreements.resend')
  .input(asked)
  .output(z.strictObject({ mailLeaves: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { packId } = input;
    await mustReachPack(ctx, packId);
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { row, pack } = await lockPack(tx, packId);
      const { clientId } = row;
      const closed = whyClosed(pack, tx.now());
      if (closed || !maySendLink(pack.state)) return fail(closed ?? 'agreement/closed');
      if (pack.waitsTurn) return fail('agreement/not-your-turn');
      const safe = await tx.safeContact.findFirst({ where: { practiceId, clientId } });
      if (!hasSafeAddress(safe)) return { mailLeaves: false };
      const since = dateOf(tx.now().subtract({ minutes: quietMinutes }));
      const recent = await tx.signingLink.findFirst({ where: { practiceId, packId, createdAt: { gt: since } } });
      if (recent) return fail('agreement/mailed-lately');
      const key = `agreement-resent:${packId}:${tx.now().epochMilliseconds}`;
      await mailLink(tx, { packId, clientId, expiresAt: instantOf(row.expiresAt), key });
      if (row.channel === 'paper') await changePack(tx, row, { channel: 'online' });
      await tx.audit('agreement.resent', { subjectType: 'pack', subjectId: packId, clientId });
      return { mailLeaves: true };
    });
  });

/** Takes an unsigned pack back. Twice is once. */
export const cancel = staffProcedure('agreements.cancel')
  .input(asked)
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { packId } = input;
    await mustReachPack(ctx, packId);
    return ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, packId);
      const by = { channel: 'system', actorKind: 'staff', actorId: ctx.actor.staffId } as const;
      const outcome = must(decideCancel(pack, by, tx.now()));
      if (outcome.already) return { done: true as const };
      await changePack(tx, row, { state: 'cancelled', draftSealed: null, draftSavedAt: null });
      await writeEvents(tx, row.clientId, outcome.events);
      await revokeLinks(tx, { clientId: row.clientId, packId });
      await closeWhenNoneIsOpen(tx, row.workingAgreementId);
      await tx.audit('agreement.cancelled', { subjectType: 'pack', subjectId: packId, clientId: row.clientId });
      return { done: true as const };
    });
  });

/** Pace, and what we do when stuck: changed by talking, without signing again. What was signed stays as it is. */
export const changeHowWeWork = staffProcedure('agreements.changeHowWeWork')
  .input(
    z.strictObject({ clientId: idSchema('client'), agreementId: idSchema('agreement'), howWeWork: howWeWorkSchema }),
  )
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    await mustReach(ctx, input.clientId);
    const { episodeIds } = await ownCourses(ctx);
    return ctx.write(async (tx) => {
      const found = await tx.workingAgreement.findFirst({
        where: {
          practiceId,
          id: input.agreementId,
          state: { in: ['sent', 'agreed'] },
          ...(episodeIds && { episodeId: { in: episodeIds } }),
          episode: { episodeParticipantAsEpisode: { some: { clientId: input.clientId } } },
        },
        select: {
          agreementPackAsWorkingAgreement: {
            where: { client: { state: { not: 'erased' } } },
            select: { id: true, clientId: true },
          },
        },
      });
      if (!found) return fail('not-found');
      for (const pack of found.agreementPackAsWorkingAgreement) {
        const howWeWorkSealed = await sealHowWeWork(tx.vault, pack, input.howWeWork);
        await tx.agreementPack.updateMany({ where: { practiceId, id: pack.id }, data: { howWeWorkSealed } });
      }
      await tx.audit('agreement.how-we-work.changed', {
        subjectType: 'agreement',
        subjectId: input.agreementId,
        clientId: input.clientId,
        changes: ['how_we_work'],
      });
      return { done: true as const };
    });
  });

const talkSchema = z.strictObject({
  id: z.string(),
  packId: z.string(),
  clauseId: z.string().nullable(),
  words: z.string(),
  raisedAt: z.string(),
  answeredAt: z.string().nullable(),
});

/** What a client wants to talk about before signing, in their words, for their therapist. */
export const talks = staffProcedure('agreements.talks')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(z.array(talkSchema))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId } = input;
    await mustReach(ctx, clientId);
    const { episodeIds } = await ownCourses(ctx);
    const rows = await ctx.db.agreementTalk.findMany({
      where: { practiceId, clientId, ...(episodeIds && { pack: { episodeId: { in: episodeIds } } }) },
      orderBy: { raisedAt: 'desc' },
      take: 20,
    });
    if (rows.length > 0)
      await ctx.recordRead(
        'agreement-talk',
        clientId,
        rows.map(({ id }) => id),
      );
    return Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        packId: row.packId,
        clauseId: row.clauseId,
        words: await ctx.vault.open(clientId, talkPlace(row.id), row.wordsSealed as Ciphertext),
        raisedAt: row.raisedAt.toISOString(),
        answeredAt: row.answeredAt?.toISOString() ?? null,
      })),
    );
  });

/** "We talked about it": the pack's clock runs on, with a week at least; the client gets a new neutral mail. */
export const answerTalk = staffProcedure('agreements.answerTalk')
  .input(z.strictObject({ packId: idSchema('pack') }))
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { packId } = input;
    await mustReachPack(ctx, packId);
    return ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, packId);
      const { count } = await tx.agreementTalk.updateMany({
        where: { practiceId, packId, answeredAt: null },
        data: { answeredAt: dateOf(tx.now()), answeredById: staffId },
      });
      const isOpen = packStateAt(pack, tx.now()) === 'talking';
      if (isOpen) {
        const expiresAt = row.pausedAt
          ? resumedExpiry({ expiresAt: pack.expiresAt, pausedAt: instantOf(row.pausedAt).toString() }, tx.now())
          : instantOf(row.expiresAt);
        await changePack(tx, row, { state: 'sent', pausedAt: null, expiresAt: dateOf(expiresAt) });
        await keepHeld(tx, row.workingAgreement.offerId, expiresAt);
        if (row.channel === 'online' && !row.waitsTurn)
          await mailLink(tx, {
            packId,
            clientId: row.clientId,
            expiresAt,
            key: `agreement-talked:${packId}:${tx.now().epochMilliseconds}`,
          });
      }
      if (count > 0 || isOpen)
        await tx.audit('agreement.talk-answered', { subjectType: 'pack', subjectId: packId, clientId: row.clientId });
      return { done: true as const };
    });
  });
