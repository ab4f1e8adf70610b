import { verifyChain } from '@heather/audit';
import { frameHash } from '@heather/confidentiality';
import { isPayloadIntact, signaturePayloadSchema } from '@heather/consent';
import { canonicalJson, sha256Hex } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { checkPdf, checkSeal } from '@heather/documents';
import { z } from 'zod';
import type { Db, PracticeVault } from '../database.ts';
import { frameOf } from './current-agreement.ts';
import { filePlace } from './file-place.ts';
import type { LoadedPack, PackRow } from './load-pack.ts';

const checkedThings = ['file-hash', 'seal', 'record', 'clause-version', 'signature', 'audit'] as const;

/** One thing that was looked at. `why` says in words what is wrong, or why it could not be looked at; null when it holds. */
export const findingSchema = z.strictObject({
  what: z.enum(checkedThings),
  state: z.enum(['holds', 'fails', 'not-checked']),
  why: z.string().nullable(),
  /** The entry of the trail that is not as it was written. */
  auditSeq: z.number().nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

type What = Finding['what'];
export const holds = (what: What): Finding => ({ what, state: 'holds', why: null, auditSeq: null });
const fails = (what: What, why: string, auditSeq: number | null = null): Finding => ({
  what,
  state: 'fails',
  why,
  auditSeq,
});
export const notChecked = (what: What, why: string): Finding => ({ what, state: 'not-checked', why, auditSeq: null });
const found = (what: What, why: string | null) => (why === null ? holds(what) : fails(what, why));

/**
 * What of a signed agreement's rows is as it was signed: the canonical record, the wordings, the signatures' rows and their entries
 * in the trail. @param db the worker's: the trail is nobody else's to read
 */
export async function checkRecord(db: Db, loaded: LoadedPack): Promise<Finding[]> {
  return [
    found('record', recordFault(loaded)),
    found('clause-version', wordingFault(loaded)),
    found('signature', signatureFault(loaded)),
    await checkTrail(db, loaded.row),
  ];
}

/** The file that is kept and, where a hash is given, whether that is the hash of this file. */
export async function checkKeptFile(
  db: Db,
  vault: PracticeVault,
  { row }: LoadedPack,
  givenSha256: string | null,
): Promise<Finding[]> {
  const seal = row.sealAsPack;
  if (!seal) {
    const why = 'It is not sealed yet.';
    return [notChecked('file-hash', why), notChecked('seal', why)];
  }
  const isOther = givenSha256 !== null && givenSha256 !== seal.sealedSha256;
  const file = await db.sealedFile.findFirst({ where: { practiceId: row.practiceId, id: seal.fileId } });
  const bytes = file && (await openKept(vault, row.clientId, file));
  if (!bytes)
    return [
      isOther ? fails('file-hash', otherFile) : notChecked('file-hash', 'The copy that we keep cannot be opened.'),
      fails('seal', 'The copy that we keep cannot be opened.'),
    ];
  const kept = checkPdf(bytes, seal.sealedSha256);
  return [
    isOther
      ? fails('file-hash', otherFile)
      : found('file-hash', kept.ok ? null : 'The copy that we keep is not the file that was sealed.'),
    found('seal', sealWords[checkSeal(bytes, await certificatesOf(db, row.practiceId))]),
  ];
}

const otherFile = 'Your file is not the one that was sealed.';

const sealWords = {
  holds: null,
  none: 'The file bears no seal.',
  changed: 'The file was changed after it was sealed.',
  'not-ours': 'The seal was made with another key.',
} as const;

export const certificatesOf = async (db: Db, practiceId: string): Promise<string[]> =>
  (await db.sealKey.findMany({ where: { practiceId }, select: { certificatePem: true } })).map(
    ({ certificatePem }) => certificatePem,
  );

async function openKept(
  vault: PracticeVault,
  clientId: string,
  file: { id: string; bytesSealed: Uint8Array },
): Promise<Uint8Array | null> {
  try {
    return await vault.openBytes(clientId, filePlace(file.id), file.bytesSealed as Ciphertext);
  } catch {
    return null;
  }
}

const parts = ['agreement', 'notice', 'consents'] as const;

/** The canonical text of each signature against its hash, and what was shown and agreed against what that text says. */
function recordFault({ row, pack }: LoadedPack): string | null {
  if (row.signatureAsPack.length === 0) return 'There is no signature.';
  for (const { role, payload, payloadSha256 } of row.signatureAsPack) {
    if (!isPayloadIntact(payload, payloadSha256)) return `What the ${role} signed is not what its hash says.`;
    const said = signaturePayloadSchema.safeParse(payload);
    if (!said.success || said.data.packId !== row.id) return `The signature of the ${role} is of something else.`;
    if (said.data.agreement.frameSha256 !== frameHash(frameOf(row.workingAgreement)))
      return 'The frame is not the one that was signed.';
    for (const part of parts)
      if (said.data[part].shownSha256 !== pack[part].shownSha256)
        return `The words of the ${part} are not those that were shown.`;
  }
  return null;
}

/** Each wording against its own hash, and that against what was signed. */
function wordingFault({ row, records }: LoadedPack): string | null {
  const wordings = {
    agreement: row.workingAgreement.templateVersion,
    notice: row.noticeVersion,
    consents: row.consentsVersion,
  };
  for (const part of parts) {
    const { template, number, language, nation, clauses, contentSha256 } = wordings[part];
    const { key, kind, title } = template;
    const now = sha256Hex(canonicalJson({ key, kind, title, number, language, nation, clauses }));
    if (now !== contentSha256) return `Wording ${number} of the ${part} is not what its hash says.`;
    if (contentSha256 !== records[part].contentSha256) return `The ${part} was shown in another wording.`;
    for (const { payload } of row.signatureAsPack) {
      const said = signaturePayloadSchema.safeParse(payload);
      if (said.success && said.data[part].contentSha256 !== contentSha256)
        return `The ${part} was signed in another wording.`;
    }
  }
  return null;
}

/** The columns that people are shown, against the canonical text behind them. */
function signatureFault({ row }: LoadedPack): string | null {
  if (row.signatureAsPack.length === 0) return 'There is no signature.';
  for (const one of row.signatureAsPack) {
    const said = signaturePayloadSchema.safeParse(one.payload);
    if (!said.success) return `The row of the ${one.role} cannot be read.`;
    const { signer, method, signedAt, statements, auth } = said.data;
    const isSame =
      signer.role === one.role &&
      signer.nameTyped === one.nameAsTyped &&
      method === one.method &&
      Temporal.Instant.from(signedAt).epochMilliseconds === one.signedAt.getTime() &&
      statements.intent === one.intentStatement &&
      statements.button === one.buttonLabel &&
      statements.version === one.statementVersion &&
      auth.methods.join() === one.authMethods.join() &&
      said.data.clientId === one.clientId;
    if (!isSame) return `The row of the ${one.role} is not what was signed.`;
  }
  return null;
}

/** The entries that tell of a signature. */
const signingTypes = ['agreement.signed', 'agreement.recorded-from-paper', 'agreement.countersigned'];

/**
 * The pack's own entries: each is what its hash says, follows the entry before it and is followed by the next; and where an entry
 * names the hash of a signature or of the sealed file, it is the one that is kept.
 */
async function checkTrail(db: Db, row: PackRow): Promise<Finding> {
  const { practiceId, id, clientId } = row;
  // Read first: what is written meanwhile is behind it, and looked at next time.
  const head = await db.auditHead.findFirst({ where: { practiceId }, select: { seq: true, hash: true } });
  const own = await db.auditEvent.findMany({
    where: { practiceId, clientId, subjectType: 'pack', subjectId: id, seq: { lte: head?.seq ?? 0n } },
    orderBy: { seq: 'asc' },
    take: 500,
  });
  const beside = [...new Set(own.flatMap(({ seq }) => [seq - 1n, seq + 1n]))];
  const around = new Map(
    (
      await db.auditEvent.findMany({
        where: { practiceId, seq: { in: beside } },
        select: { seq: true, hash: true, prevHash: true },
      })
    ).map((event) => [event.seq, event]),
  );
  const known = new Map<string, string>(
    row.signatureAsPack.map(({ role, payloadSha256 }) => [role, payloadSha256] as const),
  );
  for (const event of own) {
    const seq = Number(event.seq);
    const bad = (why: string) => fails('audit', why, seq);
    const whole = { ...event, seq, occurredAt: event.occurredAt.toISOString() };
    if (!verifyChain([whole], { from: { seq: seq - 1, hash: event.prevHash } }).ok)
      return bad(`Entry ${seq} of the trail was changed.`);
    const before = around.get(event.seq - 1n);
    if (seq > 1 && before?.hash !== event.prevHash)
      return fails('audit', `Entry ${seq - 1} of the trail was changed or taken out.`, seq - 1);
    const after = around.get(event.seq + 1n);
    const isFollowed = head?.seq === event.seq ? head.hash === event.hash : after?.prevHash === event.hash;
    if (!isFollowed) return fails('audit', `Entry ${seq + 1} of the trail was changed or taken out.`, seq + 1);
    const facts = event.facts as Record<string, unknown>;
    if (signingTypes.includes(event.type) && typeof facts.signature === 'string') {
      const role = event.type === 'agreement.countersigned' ? 'therapist' : 'client';
      if (known.get(role) !== facts.signature) return bad(`Entry ${seq} of the trail tells of another signature.`);
    }
    if (event.type === 'agreement.sealed' && typeof facts.file === 'string')
      if (facts.file !== row.sealAsPack?.sealedSha256) return bad(`Entry ${seq} of the trail tells of another file.`);
  }
  if (own.length === 0) return notChecked('audit', 'The trail does not go back so far.');
  const told = new Set(own.map(({ type }) => type));
  // A trail that tells of the sending tells of what followed.
  if (!told.has('agreement.sent')) return holds('audit');
  const isMissing =
    (known.has('client') && !signingTypes.slice(0, 2).some((type) => told.has(type))) ||
    (known.has('therapist') && !told.has('agreement.countersigned')) ||
    (row.sealAsPack && !told.has('agreement.sealed'));
  return isMissing ? fails('audit', 'An entry of the trail is missing.') : holds('audit');
}
