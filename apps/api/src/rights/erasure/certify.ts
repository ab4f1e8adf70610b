import { randomUUID } from 'node:crypto';
import { lockName } from '@heather/database';
import { destructionPdf, sealPdf } from '@heather/documents';
import { ensureSealKey } from '../../agreements/seal-key.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import { dateOf, localOn } from '../../measures/instants.ts';
import { type PartCounts, type RecordPart, recordParts } from './count-rows.ts';

export const certificatePlace = (rowId: string) => ({
  table: 'destruction_certificate',
  column: 'bytes_sealed',
  rowId,
});

/** What a record and its destruction are called where nobody may be named: the end of an id, which leads back here and nowhere else. */
export const referenceOf = (id: string): string =>
  id
    .slice(-12)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');

/**
 * The certificate of a destruction: printed from what the row says, sealed with the practice's key as every document is, and kept under
 * the practice's own key because the person's is gone. Once; asked again it finds it there.
 */
export async function certify(ctx: JobContext, destructionId: string): Promise<void> {
  const { practiceId } = ctx;
  const row = await ctx.db.destruction.findFirst({
    where: { practiceId, id: destructionId, state: 'destroyed', certificateId: null },
    include: { confirmedBy: { select: { fullName: true } }, practice: true },
  });
  if (!row?.destroyedAt || !row.confirmedAt) return;
  const { practice } = row;
  const counts = row.counts as PartCounts;
  const facts = {
    practice: { name: practice.name, address: practice.controllerAddress, telephone: practice.telephone },
    reference: referenceOf(row.id),
    record: referenceOf(row.clientId),
    source: row.source as 'time' | 'request',
    rule: row.ruleWords,
    dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
    confirmedBy: row.confirmedBy?.fullName ?? '',
    confirmedOn: localOn(row.confirmedAt, practice.timeZone),
    destroyedAt: row.destroyedAt.toISOString(),
    zone: practice.timeZone,
    parts: (Object.keys(recordParts) as RecordPart[]).map((part) => ({
      words: recordParts[part].words,
      fate: recordParts[part].fate,
      count: counts[part] ?? 0,
    })),
  };
  const { bytes } = await destructionPdf(facts);
  const made = await sealPdf(bytes, await ensureSealKey(ctx), ctx.now());
  ctx.shell.faultAt('rights.before-certificate');
  await ctx.write(async (tx) => {
    await lockName(tx, `destruction-certificate:${practiceId}`);
    const open = await tx.destruction.findFirst({
      where: { practiceId, id: destructionId, certificateId: null },
      select: { id: true },
    });
    if (!open) return;
    const last = await tx.destructionCertificate.findFirst({
      where: { practiceId },
      orderBy: { number: 'desc' },
      select: { number: true },
    });
    const id = randomUUID();
    await tx.destructionCertificate.createMany({
      data: [
        {
          practiceId,
          id,
          number: (last?.number ?? 0) + 1,
          reference: facts.reference,
          facts,
          pages: made.pages,
          bodySha256: made.bodySha256,
          sealedSha256: made.sealedSha256,
          certificateSerial: made.certSerial,
          certificateSubject: made.certSubject,
          certificateNotAfter: new Date(Temporal.Instant.from(made.certNotAfter).epochMilliseconds),
          bytesSealed: await tx.vault.sealBytes(null, certificatePlace(id), made.bytes),
          sealedAt: dateOf(ctx.now()),
        },
      ],
    });
    await tx.destruction.updateMany({ where: { practiceId, id: destructionId }, data: { certificateId: id } });
    await tx.audit('destruction.certified', {
      subjectType: 'destruction',
      subjectId: destructionId,
      clientId: row.clientId,
    });
  });
}
