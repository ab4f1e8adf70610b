import {
  exampleFrame,
  optionalConsentsOf,
  ownSet,
  renderAgreement,
  renderedHash,
  versionHash,
} from '@heather/confidentiality';
import type { Doer } from './events.ts';
import type { Pack } from './pack.ts';
import type { SignInput } from './sign.ts';

/** One made-up pack for tests: Heather's own wordings for England and Wales, just sent. */
export const exampleIds = {
  agreement: '0190f3c0-0000-7000-8000-000000000001',
  notice: '0190f3c0-0000-7000-8000-000000000002',
  consents: '0190f3c0-0000-7000-8000-000000000003',
  client: '0190f3c0-0000-7000-8000-000000000004',
  therapist: '0190f3c0-0000-7000-8000-000000000005',
  practice: '0190f3c0-0000-7000-8000-000000000006',
  pack: '0190f3c0-0000-7000-8000-000000000007',
} as const;

export const exampleClient: Doer = { channel: 'online', actorKind: 'client', actorId: exampleIds.client };
export const exampleTherapist: Doer = { channel: 'online', actorKind: 'staff', actorId: exampleIds.therapist };

export function examplePack(over: Partial<Pack> = {}): Pack {
  const set = ownSet('england-and-wales');
  const shown = renderedHash(renderAgreement(set.agreement, exampleFrame()));
  const record = (recordId: string, shownSha256: string) => ({
    recordId,
    versionState: 'published' as const,
    shownSha256,
    lastSeq: 1,
  });
  return {
    state: 'sent',
    expiresAt: '2026-12-01T12:00:00Z',
    agreement: record(exampleIds.agreement, shown),
    notice: record(exampleIds.notice, versionHash(set.notice)),
    consents: record(exampleIds.consents, versionHash(set.consents)),
    items: optionalConsentsOf(set.consents).map((clause) => clause.clauseId),
    signatures: [],
    ...over,
  };
}

export function exampleSigning(pack: Pack, over: Partial<SignInput> = {}): SignInput {
  return {
    nameTyped: 'Priya S',
    isNoticeAcknowledged: true,
    answers: Object.fromEntries(pack.items.map((clauseId) => [clauseId, 'no'])),
    seen: {
      agreement: pack.agreement.shownSha256,
      notice: pack.notice.shownSha256,
      consents: pack.consents.shownSha256,
    },
    ...over,
  };
}
