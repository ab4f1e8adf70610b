import type { OptionalConsentClause } from '@heather/confidentiality';
import { canonicalJson, sha256Hex } from '@heather/core';
import type { ConsentEvent } from './events.ts';
import { foldRecord } from './fold.ts';

export type ReceiptParty = {
  id: string;
  name: string;
  address: string;
  contact: string;
  role: 'controller' | 'processor' | 'authority';
};

export type ReceiptRecord = {
  recordId: string;
  receiptNumber: string;
  clientId: string;
  language: string;
  jurisdiction: string;
  collectionMethod: 'online' | 'paper' | 'spoken';
  notice: { versionId: string; number: number; contentSha256: string };
  consents: { versionId: string; number: number; contentSha256: string; clauses: readonly OptionalConsentClause[] };
  controllers: readonly ReceiptParty[];
  storageLocation: string;
  retention: string;
};

/** What ISO/IEC TS 27560:2023 calls the state that an event leaves behind. */
const isoStates: Record<ConsentEvent['type'], string> = {
  requested: 'requested',
  presented: 'requested',
  acknowledged: 'notice-acknowledged',
  given: 'given',
  declined: 'refused',
  'item-given': 'given',
  'item-declined': 'refused',
  'item-withdrawn': 'withdrawn',
  withdrawn: 'withdrawn',
  superseded: 'terminated',
  lapsed: 'expired',
  countersigned: 're-confirmed',
  corrected: 'invalidated',
};

/** Withdrawing is as easy as giving, and this is the way. */
export const withdrawalMethod =
  'In the client portal under “My choices”: one press for each. Or tell your therapist, or write to the practice.';

/**
 * A consent receipt with the fields that ISO/IEC TS 27560:2023 makes mandatory, and those that UK GDPR makes so: header,
 * processing, parties, events; one entry of `processing` for each purpose. `sha256` is over everything else in it.
 */
export function receipt(record: ReceiptRecord, events: readonly ConsentEvent[]) {
  const { items, status } = foldRecord(events);
  const body = {
    schemaVersion: 'iso-ts-27560-2023/heather-1',
    receiptId: record.receiptNumber,
    recordId: record.recordId,
    piiPrincipalId: record.clientId,
    status,
    processing: record.consents.clauses.map((clause) => ({
      purpose: clause.purpose,
      clauseId: clause.clauseId,
      question: clause.question,
      decision: items.get(clause.clauseId) ?? 'not-answered',
      privacyNotice: record.notice,
      consentForm: {
        versionId: record.consents.versionId,
        number: record.consents.number,
        contentSha256: record.consents.contentSha256,
      },
      language: record.language,
      piiInformation: clause.dataCategories.map((type) => ({
        type,
        isOptional: true,
        isSpecialCategory: type === 'health' || type === 'answers to measures',
      })),
      lawfulBasis: 'UK GDPR art. 6(1)(a), consent',
      specialCategoryCondition: 'UK GDPR art. 9(2)(a), explicit consent',
      controllers: record.controllers.filter((party) => party.role === 'controller').map((party) => party.id),
      recipients: clause.recipients,
      storageLocations: [record.storageLocation],
      retentionPeriod: record.retention,
      validityMonths: clause.validMonths ?? null,
      jurisdiction: record.jurisdiction,
      collectionMethod: record.collectionMethod,
      withdrawalMethod,
      afterWithdrawal: clause.afterWithdrawal,
    })),
    parties: record.controllers,
    authority: { id: 'ico', name: 'Information Commissioner', contact: 'https://ico.org.uk', role: 'authority' },
    events: [...events]
      .sort((a, b) => a.seq - b.seq)
      .map((event) => ({
        time: event.at,
        clauseId: event.clauseId,
        entityId: event.actorId ?? event.actorKind,
        type: event.actorKind === 'client' ? 'explicit-consent' : 'regular',
        state: isoStates[event.type],
        validityDuration: validity(record, event.clauseId),
      })),
  };
  return { ...body, sha256: sha256Hex(canonicalJson(body)) };
}

function validity(record: ReceiptRecord, clauseId: string | null): string | null {
  const months = record.consents.clauses.find((clause) => clause.clauseId === clauseId)?.validMonths;
  return months === undefined ? null : `P${months}M`;
}
