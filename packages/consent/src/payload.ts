import { canonicalJson, sha256Hex } from '@heather/core';
import { z } from 'zod';
import { witnessSchema } from './drawing.ts';
import { buttonLabel, eSignSentence, intentStatement, noticeStatement, statementVersion } from './statements.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const versionRef = z.strictObject({ versionId: z.uuid(), contentSha256: hash, shownSha256: hash });

export const authMethods = [
  'password',
  'totp',
  'recovery-code',
  'passkey',
  'email-code',
  'spoken-code',
  'in-person',
  'demonstration',
] as const;

/** Everything that a signature says, in one value. Its canonical form is what is kept, hashed and printed. */
export const signaturePayloadSchema = z.strictObject({
  schemaVersion: z.literal(1),
  packId: z.uuid(),
  practiceId: z.uuid(),
  clientId: z.uuid(),
  signer: z.strictObject({ id: z.uuid(), role: z.enum(['client', 'therapist']), nameTyped: z.string().min(1) }),
  method: z.enum(['typed', 'drawn', 'paper', 'spoken']),
  signedAt: z.iso.datetime({ offset: true }),
  zone: z.string(),
  agreement: versionRef.extend({
    frameSha256: hash,
    /** Clauses worded otherwise for this one agreement, each by the hash of the words that both sides said yes to. */
    changed: z.array(z.strictObject({ clauseId: z.string(), wordsSha256: hash })).optional(),
  }),
  notice: versionRef,
  consents: versionRef,
  /** Empty for a countersignature: the choices are the client's alone. */
  answers: z.array(z.strictObject({ clauseId: z.string(), answer: z.enum(['yes', 'no']), textSha256: hash })),
  statements: z.strictObject({
    version: z.string(),
    intent: z.string(),
    button: z.string(),
    eSign: z.string(),
    notice: z.string().optional(),
  }),
  /** Who was there and helped: an interpreter, somebody who read it out. */
  witnesses: z.array(witnessSchema).max(4).optional(),
  /** The name as it was drawn beside the typed one. */
  drawn: z.strictObject({ fileId: z.uuid(), sha256: hash }).optional(),
  /** What was signed on paper, as a scan. */
  scan: z.strictObject({ fileId: z.uuid(), sha256: hash, contentType: z.string() }).optional(),
  auth: z.strictObject({
    methods: z.array(z.enum(authMethods)).min(1),
    verifiedAt: z.iso.datetime({ offset: true }),
    /** Where a code went, masked, such as p•••@example.org. */
    channelMasked: z.string().optional(),
    signInHash: z.string().optional(),
  }),
});
export type SignaturePayload = z.infer<typeof signaturePayloadSchema>;
export type SignatureFacts = Omit<SignaturePayload, 'schemaVersion' | 'statements'>;

/**
 * Binds person, wording, frame, answers, statement and proof of identity into one canonical text and its SHA-256.
 * The statements are those of now for the role; they are never taken from a form.
 * @throws ZodError on a fact out of shape: a programming error, not a user's
 */
export function signaturePayload(facts: SignatureFacts): {
  payload: SignaturePayload;
  canonical: string;
  sha256: string;
} {
  const { role } = facts.signer;
  const payload = signaturePayloadSchema.parse({
    ...facts,
    schemaVersion: 1,
    answers: [...facts.answers].sort((a, b) => (a.clauseId < b.clauseId ? -1 : 1)),
    statements: {
      version: statementVersion,
      intent: intentStatement[role],
      button: buttonLabel[role],
      eSign: eSignSentence,
      ...(role === 'client' ? { notice: noticeStatement } : {}),
    },
  });
  const canonical = canonicalJson(payload);
  return { payload, canonical, sha256: sha256Hex(canonical) };
}

/** Whether a stored payload is still what its hash says. Key order and white space do not matter; anything else does. */
export const isPayloadIntact = (payload: unknown, sha256: string): boolean =>
  sha256Hex(canonicalJson(payload)) === sha256;
