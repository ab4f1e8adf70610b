import { canonicalDrawing, type Drawing, drawingSchema, signaturePayloadSchema } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { type AgreementPdfInput, agreementPdf, checkPdf, type PrintedSignature } from '@heather/documents';
import { z } from 'zod';
import type { Db, PracticeVault, Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';
import { type ClientContext, clientProcedure, type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { versionOf } from './current-agreement.ts';
import { filePlace } from './file-place.ts';
import { answersOf } from './get.ts';
import { readsHowWeWork } from './how-we-work.ts';
import { type LoadedPack, loadPack, peopleOf } from './load-pack.ts';
import { mustReachPack } from './reach.ts';

const nations: Record<string, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

/** What the PDF is made of, from rows alone: made again it is the same, to the byte. */
export function pdfInput(
  loaded: LoadedPack,
  practiceName: string,
  title: string,
  drawings: Drawings = new Map(),
): AgreementPdfInput {
  const { row, pack, records, topics, questions } = loaded;
  const version = versionOf(row.workingAgreement.templateVersion);
  const answers = answersOf(loaded);
  const signatures = row.signatureAsPack
    .toSorted((a, b) => a.signedAt.getTime() - b.signedAt.getTime())
    .map((signature): PrintedSignature => {
      const payload = signaturePayloadSchema.parse(signature.payload);
      return {
        role: payload.signer.role,
        nameTyped: payload.signer.nameTyped,
        method: payload.method,
        signedAt: payload.signedAt,
        zone: payload.zone,
        intent: payload.statements.intent,
        button: payload.statements.button,
        eSign: payload.statements.eSign,
        statementVersion: payload.statements.version,
        authMethods: payload.auth.methods,
        verifiedAt: payload.auth.verifiedAt,
        ...(payload.auth.channelMasked ? { channelMasked: payload.auth.channelMasked } : {}),
        payloadSha256: signature.payloadSha256,
        witnesses: payload.witnesses ?? [],
        ...(drawings.has(signature.id) && { drawing: drawings.get(signature.id) ?? [] }),
        ...(payload.scan && { scanSha256: payload.scan.sha256 }),
      };
    });
  const acknowledged = records.notice.consentEventAsRecord.find(({ type }) => type === 'acknowledged');
  return {
    title,
    practiceName,
    parties: {
      client: `${row.client.firstName} ${row.client.lastName}`,
      therapist: row.workingAgreement.therapist.fullName,
    },
    wording: { title: version.title, number: version.number, nation: nations[version.nation] ?? version.nation },
    topics,
    choices: questions.flatMap(({ clauseId, question }) => {
      const answer = answers[clauseId];
      return answer ? [{ clauseId, question, answer }] : [];
    }),
    notice: {
      title: row.noticeVersion.template.title,
      number: row.noticeVersion.number,
      acknowledgedAt: acknowledged ? instantOf(acknowledged.at).toString() : null,
    },
    signatures,
    receiptNumber: records.agreement.receiptNumber,
    packId: row.id,
    changes: loaded.changes
      .filter(({ state }) => state === 'agreed')
      .map(({ clauseId, heading, before, after, wordsSha256, settledAt }) => ({
        clauseId,
        heading,
        before: before.text,
        after: after.text,
        wordsSha256,
        agreedAt: settledAt ?? '',
      })),
    hashes: {
      agreement: records.agreement.contentSha256,
      frame: row.workingAgreement.frameSha256,
      shown: pack.agreement.shownSha256,
      notice: records.notice.contentSha256,
      consents: records.consents.contentSha256,
    },
    madeAt: Temporal.Instant.fromEpochMilliseconds(
      Math.max(row.sentAt.getTime(), ...row.signatureAsPack.map(({ signedAt }) => signedAt.getTime())),
    ).toString(),
  };
}

type Drawings = ReadonlyMap<string, Drawing>;

/** Names as they were drawn, by signature. One that is not what its signature says is not drawn. */
export async function drawingsOf(db: Tx, vault: PracticeVault, { row }: LoadedPack): Promise<Drawings> {
  const found = new Map<string, Drawing>();
  for (const signature of row.signatureAsPack) {
    const drawn = signaturePayloadSchema.safeParse(signature.payload).data?.drawn;
    if (!drawn) continue;
    const file = await db.sealedFile.findFirst({ where: { practiceId: row.practiceId, id: drawn.fileId } });
    if (file?.clientId !== row.clientId) continue;
    const bytes = await vault.openBytes(row.clientId, filePlace(file.id), file.bytesSealed as Ciphertext);
    const drawing = drawingSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (drawing.success && canonicalDrawing(drawing.data).sha256 === drawn.sha256)
      found.set(signature.id, drawing.data);
  }
  return found;
}

type Reader = { db: Db; vault: PracticeVault; practice: { id: string; name: string } };

/**
 * The sealed file where there is one, as it was sealed, to the byte; until then a copy made on the spot, which says on each page
 * that it is not sealed yet. The file says how the two work: whoever may not read that gets all else, as a copy that says so.
 */
async function readFile(
  ctx: Reader,
  packId: string,
  clientId: string,
  isTheirs: boolean,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const practiceId = ctx.practice.id;
  const people = await peopleOf(ctx.db, practiceId, clientId);
  const loaded = await loadPack(ctx.db, practiceId, packId, { clientId, people, vault: isTheirs ? ctx.vault : null });
  const { sealAsPack: seal } = loaded.row;
  const fileName = `agreement-${loaded.row.sentAt.toISOString().slice(0, 10)}`;
  if (!seal || !isTheirs) {
    const isSigned = loaded.row.signatureAsPack.length > 0;
    const copy = seal ? 'Agreement (copy without how they work)' : 'Agreement (copy, not sealed yet)';
    const title = isSigned ? copy : 'Agreement (not signed)';
    const drawings = await drawingsOf(ctx.db, ctx.vault, loaded);
    const { bytes } = await agreementPdf(pdfInput(loaded, ctx.practice.name, title, drawings));
    return { fileName: `${fileName}-${isSigned ? 'copy' : 'not-signed'}.pdf`, bytes };
  }
  const file = await ctx.db.sealedFile.findFirst({ where: { practiceId, id: seal.fileId } });
  if (!file) return fail('unavailable');
  const bytes = await ctx.vault.openBytes(clientId, filePlace(file.id), file.bytesSealed as Ciphertext);
  // A file that is not what was sealed is not given out as if it were.
  if (!checkPdf(bytes, seal.sealedSha256).ok) return fail('unavailable');
  return { fileName: `${fileName}.pdf`, bytes };
}

const asked = z.strictObject({ packId: idSchema('pack') });
const file = z.strictObject({ fileName: z.string(), base64: z.string() });

async function give(ctx: ClientContext | StaffContext, packId: string, clientId: string, isTheirs: boolean) {
  const { fileName, bytes } = await readFile(ctx, packId, clientId, isTheirs);
  await ctx.write((tx) => tx.audit('agreement.downloaded', { subjectType: 'pack', subjectId: packId, clientId }));
  return { fileName, base64: Buffer.from(bytes).toString('base64') };
}

/** One's own, signed or not, for ever. */
export const download = clientProcedure('agreements.download')
  .input(asked)
  .output(file)
  .mutation(({ ctx, input }) => give(ctx, input.packId, ctx.actor.clientId, true));

export const downloadByStaff = staffProcedure('agreements.downloadByStaff')
  .input(asked)
  .output(file)
  .mutation(async ({ ctx, input }) => {
    const { clientId, episodeId } = await mustReachPack(ctx, input.packId);
    const isTheirs = await readsHowWeWork(ctx, episodeId);
    if (isTheirs) await ctx.recordRead('how-we-work', clientId, [input.packId]);
    return give(ctx, input.packId, clientId, isTheirs);
  });

/** The scan of what was signed on paper, for whoever may read the signed text. Kept as it came; a browser is told to save it, not to show it. */
export const downloadScan = staffProcedure('agreements.downloadScan')
  .input(asked)
  .output(file.extend({ contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']) }))
  .mutation(async ({ ctx, input }) => {
    const { clientId } = await mustReachPack(ctx, input.packId);
    return giveScan(ctx, input.packId, clientId);
  });

/** One's own. */
export const ownScan = clientProcedure('agreements.ownScan')
  .input(asked)
  .output(file.extend({ contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']) }))
  .mutation(({ ctx, input }) => giveScan(ctx, input.packId, ctx.actor.clientId));

async function giveScan(ctx: ClientContext | StaffContext, packId: string, clientId: string) {
  const practiceId = ctx.practice.id;
  const signed = await ctx.db.signature.findFirst({
    where: { practiceId, packId, clientId, role: 'client' },
    select: { payload: true },
  });
  const scan = signaturePayloadSchema.safeParse(signed?.payload).data?.scan;
  const row =
    scan &&
    (await ctx.db.sealedFile.findFirst({ where: { practiceId, id: scan.fileId, clientId, kind: 'paper-scan' } }));
  if (!row) return fail('not-found');
  const bytes = await ctx.vault.openBytes(clientId, filePlace(row.id), row.bytesSealed as Ciphertext);
  await ctx.write((tx) => tx.audit('agreement.downloaded', { subjectType: 'pack', subjectId: packId, clientId }));
  const contentType = row.contentType as 'application/pdf' | 'image/jpeg' | 'image/png';
  const ending = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }[contentType];
  return {
    fileName: `scan-${row.createdAt.toISOString().slice(0, 10)}.${ending}`,
    base64: Buffer.from(bytes).toString('base64'),
    contentType,
  };
}
