import { canonicalDrawing, decideSign, drawingSchema, witnessSchema } from '@heather/consent';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { proofOf, writeSignature } from './evidence.ts';
import { revokeLinks } from './links.ts';
import { lapseChanges } from './load-changes.ts';
import { changePack, keepHeld, lockPack, must, staffPage, writeEvents } from './load-pack.ts';
import { keepFile } from './scan.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
export const answersSchema = z.record(z.string().max(60), z.enum(['yes', 'no']));
/** Days that a held place waits for the therapist's signature, once the client's is there. */
export const countersignDays = 14;

/**
 * The client signs. One transaction: the pack from open to signed, its events, one signature with its evidence, one event in the
 * trail, one mail to the therapist. Pressed twice, in two tabs or fifty times at once: the first counts, the others get its answer.
 */
export const sign = clientProcedure('agreements.sign')
  .input(
    z.strictObject({
      packId: idSchema('pack'),
      nameTyped: z.string().max(500),
      /** The name drawn as well; it counts as much as the typed one and never instead of it. */
      drawing: drawingSchema.nullable().default(null),
      witnesses: z.array(witnessSchema).max(4).default([]),
      isNoticeAcknowledged: z.boolean(),
      answers: answersSchema,
      /** The hashes that the page was showing. */
      seen: z.strictObject({ agreement: hash, notice: hash, consents: hash }),
      /** Made by the page, once a press of the button. */
      key: z.uuid(),
    }),
  )
  .output(z.strictObject({ nameTyped: z.string(), signedAt: z.string(), already: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { packId, key, drawing, witnesses, ...given } = input;
    const answer = await ctx.write(async (tx) => {
      const loaded = await lockPack(tx, packId, { clientId });
      const by = { channel: 'online', actorKind: 'client', actorId: clientId } as const;
      const signed = must(decideSign(loaded.pack, given, by, tx.now()));
      if (signed.already) {
        const { nameTyped, signedAt } = signed.signature;
        return { nameTyped, signedAt, already: true };
      }
      const { row } = loaded;
      const safe = await tx.safeContact.findFirst({ where: { practiceId, clientId }, select: { email: true } });
      const signedAt = Temporal.Instant.from(signed.signedAt);
      await changePack(tx, row, { state: 'signed', draftSealed: null, draftSavedAt: null, pausedAt: null });
      await writeEvents(tx, clientId, signed.events);
      const bytes = drawing && Buffer.from(canonicalDrawing(drawing).text);
      const drawn =
        bytes && (await keepFile(tx, { clientId, kind: 'drawn-name', contentType: 'application/json', bytes }));
      const signature = await writeSignature(tx, loaded, {
        role: 'client',
        signerId: clientId,
        staffId: null,
        nameTyped: signed.nameTyped,
        method: drawn ? 'drawn' : 'typed',
        ...(drawn && { drawn }),
        witnesses,
        signedAt,
        answers: signed.answers,
        proof: proofOf(ctx.signIn, safe?.email ?? null),
        key,
        request: ctx,
      });
      await lapseChanges(tx, row.workingAgreementId);
      await tx.enqueue('agreements.next-turn', { agreementId: row.workingAgreementId });
      await revokeLinks(tx, { clientId, packId });
      await keepHeld(tx, row.workingAgreement.offerId, tx.now().add({ hours: 24 * countersignDays }));
      await tx.audit('agreement.signed', {
        subjectType: 'pack',
        subjectId: packId,
        clientId,
        changes: ['state'],
        facts: { signature },
      });
      await queueMail(tx, {
        staffId: row.workingAgreement.therapistId,
        template: 'something-to-read',
        params: { url: staffPage(tx, clientId) },
        key: `agreement-signed:${packId}`,
      });
      ctx.shell.faultAt('sign.before-commit');
      return { nameTyped: signed.nameTyped, signedAt: signed.signedAt, already: false };
    });
    ctx.shell.faultAt('sign.after-commit');
    return answer;
  });
