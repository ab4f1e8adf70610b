import { clauseIdSchema, clauseWordsSchema, whyNotChangeable, wordsHash, wordsIn } from '@heather/confidentiality';
import { decideAnswerChange, decideProposeChange, decideTakeBackChange } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { versionOf } from './current-agreement.ts';
import { domainChange } from './load-changes.ts';
import { lockPack, must, type PackRow, staffPage } from './load-pack.ts';
import { mustReachPack, ownCourses } from './reach.ts';
import { mailLink } from './send.ts';
import { doneSchema } from './shapes.ts';

/**
 * The therapist puts other words for one line to everybody who signs; proposing them is the therapist's own yes. Nothing changes until
 * each signer has said yes to exactly these words.
 */
export const proposeChange = staffProcedure('agreements.proposeChange')
  .input(
    z.strictObject({
      packId: idSchema('pack'),
      clauseId: clauseIdSchema,
      words: clauseWordsSchema,
      /** Made by the page: pressed twice it is one proposal. */
      key: z.uuid(),
    }),
  )
  .output(z.strictObject({ changeId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { packId, clauseId, words, key } = input;
    await mustReachPack(ctx, packId);
    return ctx.write(async (tx) => {
      const packs = await lockAll(tx, packId);
      const { row, topics, changes } = await lockPack(tx, packId);
      const { workingAgreementId, episodeId } = row;
      const before = await tx.agreementChange.findFirst({ where: { practiceId, id: key } });
      if (before?.workingAgreementId === workingAgreementId) return { changeId: before.id };
      const version = versionOf(row.workingAgreement.templateVersion);
      const why = whyNotChangeable(version, topics, clauseId);
      if (why) return fail(why === 'follows-the-frame' ? 'agreement/change-by-frame' : 'bad-input', { why });
      const was = wordsIn(topics, clauseId);
      if (!was || (was.summary === null) !== (words.summary === null)) return fail('bad-input');
      if (was.text === words.text && was.summary === words.summary) return fail('bad-input', { why: 'the same words' });
      const hasOpenOne = changes.some((one) => one.clauseId === clauseId && one.state === 'proposed');
      const open = row.workingAgreement.state === 'sent' && row.episode.state !== 'ended' ? packs : [];
      const waitsFor = must(decideProposeChange(open, hasOpenOne, tx.now()));
      await tx.agreementChange.createMany({
        data: [
          {
            practiceId,
            id: key,
            episodeId,
            workingAgreementId,
            clauseId,
            ...words,
            wordsSha256: wordsHash(clauseId, words),
            state: 'proposed',
            proposedById: staffId,
            proposedAt: dateOf(tx.now()),
            assents: {},
            waitsFor,
          },
        ],
      });
      await tx.audit('agreement.change-proposed', {
        subjectType: 'agreement-change',
        subjectId: key,
        clientId: row.clientId,
        facts: { clauseId },
      });
      for (const pack of packs.filter(({ channel, waitsTurn }) => channel === 'online' && !waitsTurn))
        await mailLink(tx, {
          packId: pack.id,
          clientId: pack.clientId,
          expiresAt: Temporal.Instant.from(pack.expiresAt),
          key: `agreement-change:${key}:${pack.id}`,
        });
      return { changeId: key };
    });
  });

/** Every pack of the agreement, and nobody signs one of them until this is settled. In the order of their ids, so that two never wait for each other. */
async function lockAll(tx: WriteTransaction, packId: string) {
  const { practiceId } = tx;
  const rows = await tx.$queryRaw<
    { id: string; clientId: string; channel: string; state: string; waitsTurn: boolean; expiresAt: Date }[]
  >`
    SELECT id, client_id AS "clientId", channel, state, waits_turn AS "waitsTurn", expires_at AS "expiresAt" FROM agreement_pack
    WHERE practice_id = ${practiceId}::uuid AND working_agreement_id =
      (SELECT working_agreement_id FROM agreement_pack WHERE practice_id = ${practiceId}::uuid AND id = ${packId}::uuid)
    ORDER BY id FOR UPDATE`;
  return rows.map((one) => ({
    ...one,
    state: one.state as PackRow['state'] & 'sent',
    expiresAt: instantOf(one.expiresAt).toString(),
  }));
}

/** The therapist takes a proposal back, as long as it is no more than that. */
export const takeBackChange = staffProcedure('agreements.takeBackChange')
  .input(z.strictObject({ changeId: idSchema('change') }))
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { episodeIds } = await ownCourses(ctx);
    return ctx.write(async (tx) => {
      const row = await lockChange(tx, input.changeId);
      if (!row || (episodeIds && !episodeIds.includes(row.episodeId))) return fail('not-found');
      const { already } = must(decideTakeBackChange(domainChange(row)));
      if (already) return { done: true as const };
      await tx.agreementChange.updateMany({
        where: { practiceId, id: row.id, state: 'proposed' },
        data: { state: 'withdrawn', settledAt: dateOf(tx.now()) },
      });
      const pack = await tx.agreementPack.findFirst({
        where: { practiceId, workingAgreementId: row.workingAgreementId },
        select: { clientId: true },
      });
      await tx.audit('agreement.change-taken-back', {
        subjectType: 'agreement-change',
        subjectId: row.id,
        ...(pack && { clientId: pack.clientId }),
      });
      return { done: true as const };
    });
  });

async function lockChange(tx: WriteTransaction, changeId: string) {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT id FROM agreement_change WHERE practice_id = ${practiceId}::uuid AND id = ${changeId}::uuid FOR UPDATE`;
  return tx.agreementChange.findFirst({ where: { practiceId, id: changeId } });
}

/** The signer says yes or no to exactly the words that the page showed. Neither asks for a reason; nothing else is agreed by it. */
export const answerChange = clientProcedure('agreements.answerChange')
  .input(
    z.strictObject({
      packId: idSchema('pack'),
      changeId: idSchema('change'),
      answer: z.enum(['yes', 'no']),
      /** The hash of the words that were shown. */
      seen: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  )
  .output(z.strictObject({ holds: z.boolean(), waitsForOthers: z.boolean(), already: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { packId, changeId, answer, seen } = input;
    return ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, packId, { clientId });
      const change = await lockChange(tx, changeId);
      if (change?.workingAgreementId !== row.workingAgreementId) return fail('not-found');
      const outcome = must(decideAnswerChange(domainChange(change), pack, { clientId, answer, seen }, tx.now()));
      const { state, assents, waitsFor, already } = outcome;
      const said = { holds: state === 'agreed', waitsForOthers: state === 'proposed', already };
      if (already) return said;
      const { count } = await tx.agreementChange.updateMany({
        where: { practiceId, id: changeId, state: 'proposed', waitsFor: change.waitsFor },
        data: { state, assents, waitsFor, ...(state !== 'proposed' && { settledAt: dateOf(tx.now()) }) },
      });
      if (count !== 1) return fail('conflict');
      await tx.audit(answer === 'yes' ? 'agreement.change-accepted' : 'agreement.change-refused', {
        subjectType: 'agreement-change',
        subjectId: changeId,
        clientId,
        facts: { clauseId: change.clauseId },
      });
      await queueMail(tx, {
        staffId: row.workingAgreement.therapistId,
        template: 'something-to-read',
        params: { url: staffPage(tx, clientId) },
        key: `agreement-change-answered:${changeId}:${clientId}`,
      });
      return said;
    });
  });
