import type { Prisma } from '@heather/database';

/** Every table the factories write, a table after all that it points to. */
export const tables = [
  'practice',
  'staffMember',
  'staffRole',
  'staffInvitation',
  'therapistProfile',
  'supervisionLink',
  'ladderRung',
  'timeAway',
  'cover',
  'clinicalWill',
  'willOpening',
  'room',
  'availability',
  'absence',
  'feeOption',
  'client',
  'safeContact',
  'personAround',
  'breakGlass',
  'template',
  'templateVersion',
  'partyRule',
  'enquiry',
  'waitingListEntry',
  'entryParticipant',
  'offer',
  'offerEvent',
  'episode',
  'episodeParticipant',
  'allocation',
  'workingAgreement',
  'agreementPack',
  'signingLink',
  'consentRecord',
  'consentEvent',
  'signature',
  'agreementTalk',
  'agreementChange',
  'series',
  'seriesGap',
  'session',
  'sessionParticipant',
  'awaySession',
  'awayTime',
  'occupied',
  'measurePlan',
  'administration',
  'riskAlert',
  'riskAlertHop',
  'checkIn',
  'allianceSignal',
  'talkedAbout',
  'sessionWish',
  'goal',
  'goalRating',
  'sessionNote',
  'noteEntry',
  'noteVersion',
  'noteShare',
  'processNote',
  'noteTemplate',
  'payer',
  'paymentArrangement',
  'ledgerEntry',
  'ledgerAllocation',
  'receipt',
  'feeDocument',
  'clientFeeReason',
  'therapistShare',
  'clinicalRead',
  'outboxMail',
  'rightsRequest',
  'rightsStep',
  'accessPack',
  'accessItem',
  'importRun',
  'retentionRule',
  'retentionHold',
  'destruction',
  'complaint',
  'complaintStep',
  'awayMessage',
] as const;

export type Table = (typeof tables)[number];

type Input<T extends Table> = Prisma.TypeMap['model'][Capitalize<T>]['operations']['createMany']['args']['data'];
type One<I> = I extends readonly unknown[] ? never : I;

/** Text that stands in a sealed column until it is saved; `clientId` says whose key seals it, null the practice's. */
export type Clear = { clear: string; clientId: string | null };

type Unsealed<R> = { [K in keyof R]: K extends `${string}Sealed` ? Clear | Extract<R[K], null | undefined> : R[K] };

/** One row as a factory makes it: the id is always there, sealed columns are still clear. */
export type Row<T extends Table> = Unsealed<One<Input<T>>> & { id: string };

/** What may be said over a factory's defaults. */
export type Overrides<T extends Table> = Partial<Row<T>>;

/** The table's own name, as sealing binds to it: staffMember is staff_member. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
