import {
  exampleFrame,
  ownSet,
  renderAgreement,
  renderConsents,
  renderedHash,
  versionHash,
  type WorkingAgreementInput,
} from '@heather/confidentiality';
import { buttonLabel, eSignSentence, exampleIds, intentStatement, statementVersion } from '@heather/consent';
import type { AgreementPdfInput, PrintedSignature } from './input.ts';

/** A whole made-up agreement, signed by both, for tests and for looking at. */
export function examplePdfInput(
  over: Partial<AgreementPdfInput> = {},
  frameOver: Partial<WorkingAgreementInput> = {},
): AgreementPdfInput {
  const set = ownSet('england-and-wales');
  const frame = exampleFrame(frameOver);
  const topics = renderAgreement(set.agreement, frame);
  return {
    practiceName: frame.parties.practice.name,
    parties: { client: frame.parties.client.name, therapist: frame.parties.therapist.name },
    wording: { title: set.agreement.title, number: 3, nation: 'England and Wales' },
    topics,
    choices: renderConsents(set.consents, frame).map(({ clauseId, question }, at) => ({
      clauseId,
      question,
      answer: at === 0 ? 'yes' : 'no',
    })),
    notice: { title: 'Privacy notice', number: 1, acknowledgedAt: '2026-11-27T18:42:05Z' },
    signatures: [
      exampleSignature('client', frame.parties.client.name),
      exampleSignature('therapist', frame.parties.therapist.name),
    ],
    receiptNumber: 'FR-2026-0042',
    packId: exampleIds.pack,
    hashes: {
      agreement: versionHash(set.agreement),
      frame: 'f'.repeat(64),
      shown: renderedHash(topics),
      notice: versionHash(set.notice),
      consents: versionHash(set.consents),
    },
    madeAt: '2026-11-28T09:10:00Z',
    ...over,
  };
}

export function exampleSignature(role: 'client' | 'therapist', nameTyped: string): PrintedSignature {
  return {
    role,
    nameTyped,
    method: 'typed',
    signedAt: role === 'client' ? '2026-11-27T18:42:05Z' : '2026-11-28T09:10:00Z',
    zone: 'Europe/London',
    intent: intentStatement[role],
    button: buttonLabel[role],
    eSign: eSignSentence,
    statementVersion,
    authMethods: role === 'client' ? ['email-code'] : ['password', 'totp'],
    verifiedAt: role === 'client' ? '2026-11-27T18:35:11Z' : '2026-11-28T08:58:40Z',
    ...(role === 'client' ? { channelMasked: 'p•••@example.org' } : {}),
    payloadSha256: (role === 'client' ? '1' : '2').repeat(64),
  };
}
