import { decideSign, witnessSchema } from '@heather/consent';
import { dateOnSchema, fail, idSchema, localTimeSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { writeSignature } from './evidence.ts';
import { revokeLinks } from './links.ts';
import { lapseChanges } from './load-changes.ts';
import { changePack, keepHeld, lockPack, must, staffPage, writeEvents } from './load-pack.ts';
import { mustReachPack } from './reach.ts';
import { keepFile, readScan } from './scan.ts';
import { answersSchema, countersignDays } from './sign.ts';

/**
 * Signed on paper, or said aloud: staff who have the paper before them, or heard it, write down name, day and each answer, with a scan. Blank or partial is as impossible as
 * online. Events and signature carry the time on the paper and who recorded it.
 */
export const recordPaper = staffProcedure('agreements.recordPaper')
  .input(
    z.strictObject({
      packId: idSchema('pack'),
      nameAsWritten: z.string().max(500),
      signedOn: dateOnSchema,
      signedTime: localTimeSchema,
      isNoticeAcknowledged: z.boolean(),
      answers: answersSchema,
      /** Signed on paper, or said aloud to somebody of the practice, who writes down what was said. */
      how: z.enum(['paper', 'spoken']).default('paper'),
      witnesses: z.array(witnessSchema).max(4).default([]),
      /** The paper as a picture or a PDF. */
      scan: z.base64().max(1_000_000).nullable().default(null),
      key: z.uuid(),
    }),
  )
  .output(z.strictObject({ nameTyped: z.string(), signedAt: z.string(), already: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { staffId } = ctx.actor;
    const { packId, how, witnesses } = input;
    const scan = input.scan === null ? null : readScan(input.scan);
    await mustReachPack(ctx, packId);
    return ctx.write(async (tx) => {
      const loaded = await lockPack(tx, packId);
      const { row, pack } = loaded;
      const { clientId } = row;
      const at = Temporal.PlainDate.from(input.signedOn)
        .toZonedDateTime({ timeZone: ctx.practice.timeZone, plainTime: input.signedTime })
        .toInstant();
      // The paper bears minutes: one signed in the very minute in which it was printed is not before it.
      const isAfterSending = at.epochMilliseconds >= row.sentAt.getTime() - 60_000;
      if (!isAfterSending || Temporal.Instant.compare(at, tx.now()) > 0) return fail('agreement/paper-time');
      const by = { channel: how, actorKind: 'staff', actorId: staffId } as const;
      const seen = {
        agreement: pack.agreement.shownSha256,
        notice: pack.notice.shownSha256,
        consents: pack.consents.shownSha256,
      };
      const signed = must(
        decideSign(
          pack,
          {
            nameTyped: input.nameAsWritten,
            isNoticeAcknowledged: input.isNoticeAcknowledged,
            answers: input.answers,
            seen,
          },
          by,
          at,
        ),
      );
      if (signed.already) {
        const { nameTyped, signedAt } = signed.signature;
        return { nameTyped, signedAt, already: true };
      }
      await changePack(tx, row, { state: 'signed', draftSealed: null, draftSavedAt: null, pausedAt: null });
      await writeEvents(tx, clientId, signed.events);
      const kept = scan && (await keepFile(tx, { clientId, kind: 'paper-scan', ...scan }));
      const signature = await writeSignature(tx, loaded, {
        role: 'client',
        signerId: clientId,
        staffId: null,
        nameTyped: signed.nameTyped,
        method: how,
        witnesses,
        ...(kept && scan && { scan: { ...kept, contentType: scan.contentType } }),
        signedAt: at,
        answers: signed.answers,
        proof: { methods: ['in-person'], verifiedAt: at.toString() },
        key: input.key,
        request: null,
      });
      await lapseChanges(tx, row.workingAgreementId);
      await tx.enqueue('agreements.next-turn', { agreementId: row.workingAgreementId });
      await revokeLinks(tx, { clientId, packId });
      await keepHeld(tx, row.workingAgreement.offerId, tx.now().add({ hours: 24 * countersignDays }));
      await tx.audit('agreement.recorded-from-paper', {
        subjectType: 'pack',
        subjectId: packId,
        clientId,
        changes: ['state'],
        facts: { signedOn: input.signedOn, how, hasScan: scan !== null, signature },
      });
      const { therapistId } = row.workingAgreement;
      if (therapistId !== staffId)
        await queueMail(tx, {
          staffId: therapistId,
          template: 'something-to-read',
          params: { url: staffPage(tx, clientId) },
          key: `agreement-signed:${packId}`,
        });
      return { nameTyped: signed.nameTyped, signedAt: signed.signedAt, already: false };
    });
  });
