import { createHash, randomUUID } from 'node:crypto';
import { isPayloadIntact } from '@heather/consent';
import { lockName } from '@heather/database';
import { agreementPdf, sealPdf } from '@heather/documents';
import type { Db } from '../database.ts';
import type { JobContext, JobHandler } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { drawingsOf, pdfInput } from './agreement-file.ts';
import { filePlace } from './file-place.ts';
import { loadPack, peopleOf } from './load-pack.ts';
import { ensureSealKey } from './seal-key.ts';

/**
 * Prints and seals what both have signed: once, and as the last thing that touches the file. Killed at any point it begins anew and
 * finds what is there; nothing about it grows too old.
 */
export const seal: JobHandler<'agreements.seal'> = async (ctx, { packId }) => {
  const { practiceId } = ctx;
  const found = await ctx.db.agreementPack.findFirst({
    where: {
      practiceId,
      id: packId,
      signatureAsPack: { some: { role: 'therapist' } },
      sealAsPack: null,
      client: { state: { not: 'erased' } },
    },
    select: { clientId: true },
  });
  if (!found) return;
  const { clientId } = found;
  const people = await peopleOf(ctx.db, practiceId, clientId);
  const loaded = await loadPack(ctx.db, practiceId, packId, { people, vault: ctx.vault });
  if (!loaded.row.signatureAsPack.every((one) => isPayloadIntact(one.payload, one.payloadSha256)))
    return refuse(ctx, packId, clientId);
  const practice = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { name: true } });
  const drawings = await drawingsOf(ctx.db, ctx.vault, loaded);
  const { bytes } = await agreementPdf(pdfInput(loaded, practice?.name ?? '', 'Agreement', drawings));
  ctx.shell.faultAt('seal.after-render');
  const sealedAt = ctx.now();
  const made = await sealPdf(bytes, await ensureSealKey(ctx), sealedAt);
  ctx.shell.faultAt('seal.after-seal');
  await ctx.write(async (tx) => {
    await lockName(tx, `seal:${practiceId}:${packId}`);
    if (await tx.seal.findFirst({ where: { practiceId, packId }, select: { id: true } })) return;
    const fileId = randomUUID();
    await tx.sealedFile.createMany({
      data: [
        {
          practiceId,
          id: fileId,
          clientId,
          kind: 'agreement',
          contentType: 'application/pdf',
          sizeBytes: made.bytes.byteLength,
          sha256: createHash('sha256').update(made.bytes).digest('hex'),
          bytesSealed: await tx.vault.sealBytes(clientId, filePlace(fileId), made.bytes),
          createdAt: dateOf(sealedAt),
        },
      ],
    });
    await tx.seal.createMany({
      data: [
        {
          practiceId,
          id: randomUUID(),
          packId,
          clientId,
          fileId,
          bodySha256: made.bodySha256,
          sealedSha256: made.sealedSha256,
          pages: made.pages,
          certificateSerial: made.certSerial,
          certificateSubject: made.certSubject,
          certificateNotAfter: new Date(Temporal.Instant.from(made.certNotAfter).epochMilliseconds),
          sealedAt: dateOf(sealedAt),
        },
      ],
    });
    await tx.audit('agreement.sealed', {
      subjectType: 'pack',
      subjectId: packId,
      clientId,
      facts: { pages: made.pages, file: made.sealedSha256 },
    });
    // Only now: the mail says that the copy is there.
    await queueMail(tx, {
      clientId,
      template: 'copy-ready',
      params: { url: `${tx.shell.addresses.clientUrl}/agreements` },
      key: `agreement-copy:${packId}`,
    });
    ctx.shell.faultAt('seal.before-commit');
  });
  ctx.shell.faultAt('seal.after-commit');
};

/** A signature that is not what its hash says is never sealed over: it stays visible as unsealed until a person has looked. */
async function refuse(ctx: JobContext, packId: string, clientId: string): Promise<void> {
  ctx.log.error({ packId }, 'a signature does not match its hash: not sealed');
  if ((await failedToSeal(ctx.db, ctx.practiceId, [{ id: packId, clientId }], ctx.now())).size > 0) return;
  await ctx.write((tx) =>
    tx.audit('agreement.seal-failed', { subjectType: 'pack', subjectId: packId, clientId, outcome: 'error' }),
  );
}

/** Hours after a refusal in which a pack is left alone, so that neither the worker nor the trail is filled by it. */
const quietHours = 24;

/** Which of these packs were refused lately. */
export async function failedToSeal(
  db: Pick<Db, 'auditEvent'>,
  practiceId: string,
  packs: readonly { id: string; clientId: string }[],
  now: Temporal.Instant,
): Promise<Set<string>> {
  if (packs.length === 0) return new Set();
  const rows = await db.auditEvent.findMany({
    where: {
      practiceId,
      clientId: { in: packs.map(({ clientId }) => clientId) },
      type: 'agreement.seal-failed',
      occurredAt: { gt: dateOf(now.subtract({ hours: quietHours })) },
    },
    select: { subjectId: true },
  });
  return new Set(rows.flatMap(({ subjectId }) => (subjectId ? [subjectId] : [])));
}
