import { clauseIdSchema } from '@heather/confidentiality';
import { decideTalk, pausedExpiry } from '@heather/consent';
import { fail, idSchema, textSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { changePack, keepHeld, lockPack, must, staffPage } from './load-pack.ts';

export const talkPlace = (rowId: string) => ({ table: 'agreement_talk', column: 'words_sealed', rowId });

/**
 * "Let's talk about this first", on all of it or on one line. Nothing is refused by it: the pack waits, its clock stands still, and
 * it can be signed at any time. The words are for the therapist alone; none are needed.
 */
export const talk = clientProcedure('agreements.talk')
  .input(
    z.strictObject({
      packId: idSchema('pack'),
      clauseId: clauseIdSchema.nullable(),
      words: textSchema(2000),
      key: z.uuid(),
    }),
  )
  .output(z.strictObject({ therapist: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { packId, clauseId, words } = input;
    return ctx.write(async (tx) => {
      const { row, pack, topics, questions } = await lockPack(tx, packId, { clientId });
      must(decideTalk(pack, tx.now()));
      const known = [
        ...topics.flatMap((topic) => [topic.clauseId, ...topic.parts.map((part) => part.clauseId)]),
        ...questions.map((question) => question.clauseId),
      ];
      if (clauseId !== null && !known.includes(clauseId)) return fail('bad-input');
      // The page's key names the row: pressed twice, or again after a lost connection, it is one talk.
      const id = input.key;
      const therapist = row.workingAgreement.therapist.fullName.split(' ')[0] ?? '';
      const { count } = await tx.agreementTalk.createMany({
        skipDuplicates: true,
        data: [
          {
            practiceId,
            id,
            packId,
            clientId,
            clauseId,
            wordsSealed: await tx.vault.seal(clientId, talkPlace(id), words),
            raisedAt: dateOf(tx.now()),
          },
        ],
      });
      if (count === 0) return { therapist };
      if (row.state !== 'talking') {
        const expiresAt = pausedExpiry(pack.expiresAt);
        await changePack(tx, row, { state: 'talking', pausedAt: dateOf(tx.now()), expiresAt: dateOf(expiresAt) });
        await keepHeld(tx, row.workingAgreement.offerId, expiresAt);
      }
      await tx.audit('agreement.talk-asked', { subjectType: 'pack', subjectId: packId, clientId });
      await queueMail(tx, {
        staffId: row.workingAgreement.therapistId,
        template: 'something-to-read',
        params: { url: staffPage(tx, clientId) },
        key: `agreement-talk:${packId}:${input.key}`,
      });
      return { therapist };
    });
  });
