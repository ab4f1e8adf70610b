import { wordsHash } from '@heather/confidentiality';
import { signaturePayload } from '@heather/consent';
import { sha256Hex } from '@heather/core';
import { stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Row } from '../tables.ts';
import { addConsentEvent, type Pack } from './agreements.ts';

const parts = ['agreement', 'notice', 'consents'] as const;

type Signing = {
  at: Temporal.Instant;
  nameTyped: string;
  /** typed on a page, or on paper and recorded by staff. */
  method?: 'typed' | 'drawn' | 'paper' | 'spoken';
};

/** The client has the words on the screen. */
export function presentPack(ground: Ground, { pack, records }: Pack, at: Temporal.Instant): void {
  for (const part of parts) {
    addConsentEvent(ground, records[part], {
      type: 'presented',
      actorKind: 'client',
      actorId: pack.clientId,
      at: stamp(at),
    });
  }
}

/**
 * The client signs: the agreement given, the notice acknowledged, each optional consent its own yes or no, one signature row.
 * `answers` by clause id; what is left out is a no.
 */
export function signPack(
  ground: Ground,
  whole: Pack,
  { at, nameTyped, method = 'typed', answers = {} }: Signing & { answers?: Record<string, 'yes' | 'no'> },
): Row<'signature'> {
  const { pack, records, wordings } = whole;
  const by =
    method === 'paper' || method === 'spoken'
      ? ({ actorKind: 'staff', actorId: pack.requestedById, channel: method } as const)
      : ({ actorKind: 'client', actorId: pack.clientId, channel: 'online' } as const);
  const told = (part: (typeof parts)[number], type: string, clauseId?: string) =>
    addConsentEvent(ground, records[part], { type, at: stamp(at), ...by, clauseId: clauseId ?? null });
  told('agreement', 'given');
  told('notice', 'acknowledged');
  const items = wordings.consents.version.clauses.filter((clause) => clause.kind === 'optional_consent');
  const answered = items.map(({ clauseId }, index) => ({
    clauseId,
    answer: answers[clauseId] ?? ('no' as const),
    textSha256: (records.consents.rendered as { textSha256: string }[])[index]?.textSha256 as string,
  }));
  for (const { clauseId, answer } of answered) {
    told('consents', answer === 'yes' ? 'item-given' : 'item-declined', clauseId);
  }
  pack.state = 'signed';
  return addSignature(ground, whole, {
    at,
    nameTyped,
    method,
    answers: answered,
    signer: { id: pack.clientId, role: 'client' },
  });
}

/** The therapist named in the agreement signs second. */
export function countersignPack(
  ground: Ground,
  whole: Pack,
  { at, nameTyped, method = 'typed', staffId }: Signing & { staffId: string },
): Row<'signature'> {
  addConsentEvent(ground, whole.records.agreement, {
    type: 'countersigned',
    actorKind: 'staff',
    actorId: staffId,
    at: stamp(at),
  });
  return addSignature(ground, whole, {
    at,
    nameTyped,
    method,
    answers: [],
    signer: { id: staffId, role: 'therapist' },
  });
}

function addSignature(
  ground: Ground,
  { pack, records, shown, frameSha256 }: Pack,
  {
    at,
    nameTyped,
    method,
    answers,
    signer,
  }: Required<Signing> & {
    answers: { clauseId: string; answer: 'yes' | 'no'; textSha256: string }[];
    signer: { id: string; role: 'client' | 'therapist' };
  },
): Row<'signature'> {
  const ref = (part: (typeof parts)[number]) => ({
    versionId: records[part].templateVersionId,
    contentSha256: records[part].contentSha256,
    shownSha256: shown[part],
  });
  const methods =
    signer.role === 'therapist'
      ? (['password', 'totp'] as const)
      : method === 'paper' || method === 'spoken'
        ? (['in-person'] as const)
        : (['email-code'] as const);
  const { payload, sha256 } = signaturePayload({
    packId: pack.id,
    practiceId: pack.practiceId,
    clientId: pack.clientId,
    signer: { ...signer, nameTyped },
    method,
    signedAt: stamp(at),
    zone: ground.zone,
    agreement: { ...ref('agreement'), frameSha256 },
    notice: ref('notice'),
    consents: ref('consents'),
    answers,
    auth: { methods: [...methods], verifiedAt: stamp(at.subtract({ minutes: 4 })) },
  });
  const id = ground.id(at);
  return ground.add('signature', {
    id,
    practiceId: pack.practiceId,
    packId: pack.id,
    clientId: pack.clientId,
    staffId: signer.role === 'therapist' ? signer.id : null,
    role: signer.role,
    nameAsTyped: nameTyped,
    method,
    intentStatement: payload.statements.intent,
    buttonLabel: payload.statements.button,
    statementVersion: payload.statements.version,
    signedAt: stamp(at),
    authMethods: [...methods],
    payload,
    payloadSha256: sha256,
    idempotencyKey: `seed-${id}`,
  });
}

type Ending = 'declined' | 'expired' | 'cancelled' | 'superseded';

/**
 * A pack ends otherwise than by signing, or a signed one is replaced. Its records say so: declined, lapsed or superseded.
 * @param asksAgain of a signed pack that is replaced: whether the newer one asks the optional consents again
 */
export function endPack(
  ground: Ground,
  { pack, records }: Pack,
  state: Ending,
  at: Temporal.Instant,
  asksAgain = true,
): void {
  const wasSigned = pack.state === 'signed';
  const by =
    state === 'declined'
      ? ({ actorKind: 'client', actorId: pack.clientId } as const)
      : ({ actorKind: 'system', actorId: null } as const);
  for (const part of parts) {
    if (wasSigned && part === 'consents' && !asksAgain) continue;
    const type =
      state === 'superseded' ? 'superseded' : state === 'declined' && part === 'agreement' ? 'declined' : 'lapsed';
    addConsentEvent(ground, records[part], { type, at: stamp(at), ...by });
  }
  pack.state = state;
}

/** "Let's talk about this first": nothing is refused, the pack waits. */
export function talkFirst(
  ground: Ground,
  { pack }: Pack,
  {
    words,
    clauseId,
    at,
    answeredAt,
    answeredById,
  }: {
    words: string;
    clauseId?: string;
    at: Temporal.Instant;
    answeredAt?: Temporal.Instant;
    answeredById?: string;
  },
): Row<'agreementTalk'> {
  pack.state = 'talking';
  pack.pausedAt = stamp(at);
  return ground.add('agreementTalk', {
    id: ground.id(at),
    practiceId: pack.practiceId,
    packId: pack.id,
    clientId: pack.clientId,
    clauseId: clauseId ?? null,
    wordsSealed: { clear: words, clientId: pack.clientId },
    raisedAt: stamp(at),
    answeredAt: answeredAt ? stamp(answeredAt) : null,
    answeredById: answeredById ?? null,
  });
}

/** The therapist proposes other words for one line of an agreement of one signer; given `agreedAt`, the client has said yes. */
export function changeClause(
  ground: Ground,
  { pack }: Pack,
  given: {
    clauseId: string;
    words: { summary: string | null; text: string };
    proposedById: string;
    at: Temporal.Instant;
    agreedAt?: Temporal.Instant;
  },
): Row<'agreementChange'> {
  const { clauseId, words, proposedById, at, agreedAt } = given;
  return ground.add('agreementChange', {
    id: ground.id(at),
    practiceId: pack.practiceId,
    episodeId: pack.episodeId,
    workingAgreementId: pack.workingAgreementId,
    clauseId,
    ...words,
    wordsSha256: wordsHash(clauseId, words),
    state: agreedAt ? 'agreed' : 'proposed',
    proposedById,
    proposedAt: stamp(at),
    assents: agreedAt ? { [pack.clientId]: stamp(agreedAt) } : {},
    waitsFor: agreedAt ? 0 : 1,
    settledAt: agreedAt ? stamp(agreedAt) : null,
  });
}

/** The client takes one yes back. */
export function withdrawItem(ground: Ground, { pack, records }: Pack, clauseId: string, at: Temporal.Instant): void {
  addConsentEvent(ground, records.consents, {
    type: 'item-withdrawn',
    clauseId,
    actorKind: 'client',
    actorId: pack.clientId,
    channel: 'online',
    at: stamp(at),
  });
}

/**
 * A mailed link, to a pack or to an offer. Only its hash is kept, so nobody can follow this one; make your own token and pass its
 * sha-256 as `tokenHash` to open it.
 */
export function makeSigningLink(
  ground: Ground,
  to: { pack: Row<'agreementPack'> } | { offer: Row<'offer'> },
  overrides: Partial<Row<'signingLink'>> = {},
): Row<'signingLink'> {
  const whole = 'pack' in to ? to.pack : to.offer;
  const createdAt = 'pack' in to ? to.pack.sentAt : to.offer.madeAt;
  const id = overrides.id ?? ground.id(Temporal.Instant.from(createdAt as string));
  return ground.add('signingLink', {
    practiceId: whole.practiceId,
    packId: 'pack' in to ? to.pack.id : null,
    offerId: 'offer' in to ? to.offer.id : null,
    clientId: whole.clientId,
    purpose: 'pack' in to ? 'sign-agreement' : 'answer-offer',
    tokenHash: sha256Hex(`no token ever hashed to this: ${id}`),
    createdAt: createdAt ?? stamp(ground.now),
    expiresAt: 'pack' in to ? to.pack.expiresAt : to.offer.heldUntil,
    ...overrides,
    id,
  });
}
