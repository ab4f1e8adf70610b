import { createHash } from 'node:crypto';
import type { AuthMethod } from '@heather/audit';
import { type authMethods, type SignatureFacts, signaturePayload } from '@heather/consent';
import { instantOf } from '../measures/instants.ts';
import type { RequestContext, SignIn } from '../trpc/context.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import type { LoadedPack } from './load-pack.ts';

type SignedBy = (typeof authMethods)[number];

/** How the trail's names for proofs read in a signature. */
const proofs: Record<AuthMethod, SignedBy> = {
  password: 'password',
  totp: 'totp',
  'recovery-code': 'recovery-code',
  passkey: 'passkey',
  'mail-code': 'email-code',
  'spoken-code': 'spoken-code',
  demonstration: 'demonstration',
};

/** What is known of how the signer was known. */
export type Proof = SignatureFacts['auth'];

/** @param safeAddress where a mailed code went; only its mask is kept */
export function proofOf(signIn: SignIn, safeAddress: string | null): Proof {
  const methods = signIn.authMethods.map((method) => proofs[method]);
  const channel = methods.includes('email-code') && safeAddress ? { channelMasked: masked(safeAddress) } : {};
  return {
    methods,
    verifiedAt: signIn.provenAt.toString(),
    signInHash: createHash('sha256').update(signIn.id).digest('hex'),
    ...channel,
  };
}

/** p•••@example.org */
function masked(address: string): string {
  const at = address.lastIndexOf('@');
  return `${[...address][0] ?? ''}•••${at < 0 ? '' : address.slice(at)}`;
}

export type Act = {
  role: 'client' | 'therapist';
  signerId: string;
  staffId: string | null;
  nameTyped: string;
  method: 'typed' | 'drawn' | 'paper' | 'spoken';
  signedAt: Temporal.Instant;
  answers: Readonly<Record<string, 'yes' | 'no'>>;
  proof: Proof;
  key: string;
  witnesses?: SignatureFacts['witnesses'];
  drawn?: SignatureFacts['drawn'];
  scan?: SignatureFacts['scan'];
  request: Pick<RequestContext, 'address' | 'headers'> | null;
};

/**
 * The signature's row: person, words, answers, statement, proof, and the hash over all of it.
 * @returns that hash, for the entry in the trail: whoever changes the row and its hash has the chain against them
 */
export async function writeSignature(tx: WriteTransaction, loaded: LoadedPack, act: Act): Promise<string> {
  const { row, pack, records, questions } = loaded;
  const changed = loaded.changes.filter(({ state }) => state === 'agreed');
  const ref = (part: keyof typeof records) => ({
    versionId: records[part].templateVersionId,
    contentSha256: records[part].contentSha256,
    shownSha256: pack[part].shownSha256,
  });
  const { payload, sha256 } = signaturePayload({
    packId: row.id,
    practiceId: tx.practiceId,
    clientId: row.clientId,
    signer: { id: act.signerId, role: act.role, nameTyped: act.nameTyped },
    method: act.method,
    signedAt: act.signedAt.toString(),
    zone: row.client.timeZone,
    agreement: {
      ...ref('agreement'),
      frameSha256: row.workingAgreement.frameSha256,
      ...(changed.length > 0 && {
        changed: changed.map(({ clauseId, wordsSha256 }) => ({ clauseId, wordsSha256 })),
      }),
    },
    notice: ref('notice'),
    consents: ref('consents'),
    answers: questions.flatMap(({ clauseId, textSha256 }) => {
      const answer = act.answers[clauseId];
      return answer === undefined ? [] : [{ clauseId, answer, textSha256 }];
    }),
    ...(act.witnesses?.length && { witnesses: act.witnesses }),
    ...(act.drawn && { drawn: act.drawn }),
    ...(act.scan && { scan: act.scan }),
    auth: act.proof,
  });
  await tx.signature.createMany({
    data: [
      {
        practiceId: tx.practiceId,
        packId: row.id,
        clientId: row.clientId,
        staffId: act.staffId,
        role: act.role,
        nameAsTyped: act.nameTyped,
        method: act.method,
        intentStatement: payload.statements.intent,
        buttonLabel: payload.statements.button,
        statementVersion: payload.statements.version,
        signedAt: new Date(act.signedAt.epochMilliseconds),
        authMethods: payload.auth.methods,
        signInHash: act.proof.signInHash ?? null,
        ipAddress: act.request?.address ?? null,
        userAgent: act.request?.headers['user-agent']?.slice(0, 400) ?? null,
        payload,
        payloadSha256: sha256,
        idempotencyKey: `${row.id}:${act.role}:${act.key}`,
      },
    ],
  });
  return sha256;
}

export const signatureOf = (loaded: LoadedPack, role: 'client' | 'therapist') =>
  loaded.row.signatureAsPack.find((one) => one.role === role);

export const signedAtOf = (loaded: LoadedPack, role: 'client' | 'therapist'): string | null => {
  const found = signatureOf(loaded, role);
  return found ? instantOf(found.signedAt).toString() : null;
};
