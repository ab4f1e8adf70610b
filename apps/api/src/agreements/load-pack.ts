import {
  type ConsentQuestion,
  type HowWeWork,
  nothingSaid,
  renderAgreement,
  renderedHash,
  type Topic,
  type WorkingAgreement,
  withoutHowWeWork,
} from '@heather/confidentiality';
import type { ConsentEvent, Pack, PackRecord, PackState } from '@heather/consent';
import { canonicalJson, type Decision, fail, sha256Hex } from '@heather/core';
import type { PracticeVault, Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { frameOf, versionOf } from './current-agreement.ts';
import { openHowWeWork } from './how-we-work.ts';
import { applyChanges, type ChangeView } from './load-changes.ts';

const parts = ['agreement', 'notice', 'consents'] as const;
export type Part = (typeof parts)[number];
const kinds = { agreement: 'working-agreement', notice: 'privacy-notice', consents: 'optional-consents' } as const;

const whole = {
  client: { select: { firstName: true, lastName: true, shortName: true, knownAs: true, timeZone: true } },
  episode: { select: { state: true, kind: true } },
  workingAgreement: {
    include: {
      therapist: { select: { id: true, fullName: true, shortName: true } },
      agreementChangeAsWorkingAgreement: { orderBy: { settledAt: 'asc' } },
    },
  },
  consentRecordAsPack: { include: { consentEventAsRecord: { orderBy: { seq: 'asc' } } } },
  signatureAsPack: true,
  sealAsPack: { select: { id: true, sealedAt: true, fileId: true, sealedSha256: true } },
} as const;

/** The pack's three wordings are asked for together: each by itself would be two queries more. */
async function find(db: Tx, practiceId: string, packId: string, clientId?: string) {
  const row = await db.agreementPack.findFirst({
    where: { practiceId, id: packId, ...(clientId && { clientId }) },
    include: whole,
  });
  if (!row) return null;
  const { workingAgreement, noticeVersionId, consentsVersionId } = row;
  const versions = await db.templateVersion.findMany({
    where: { practiceId, id: { in: [workingAgreement.templateVersionId, noticeVersionId, consentsVersionId] } },
    include: { template: true },
  });
  const wording = (id: string) => versions.find((version) => version.id === id) ?? fail('not-found');
  return {
    ...row,
    workingAgreement: { ...workingAgreement, templateVersion: wording(workingAgreement.templateVersionId) },
    noticeVersion: wording(noticeVersionId),
    consentsVersion: wording(consentsVersionId),
  };
}
export type PackRow = NonNullable<Awaited<ReturnType<typeof find>>>;
export type RecordRow = PackRow['consentRecordAsPack'][number];

export type LoadedPack = {
  row: PackRow;
  /** The pack as the pure decisions take it. */
  pack: Pack;
  records: Record<Part, RecordRow>;
  /** As they were shown when it was sent, with the lines that both sides changed since; live topics as they are now, and how we work only when it was asked to be opened. */
  topics: Topic[];
  /** Lines with other words, proposed or holding, beside the words before. */
  changes: ChangeView[];
  notice: Topic[];
  questions: ConsentQuestion[];
};

/** People round the client who are part of the frame and not of what is signed. */
export type FramePeople = Pick<WorkingAgreement, 'gp' | 'emergencyContact'>;

type Asked = {
  clientId?: string;
  people?: FramePeople;
  /** Given only for somebody who may read how the two work. */
  vault?: PracticeVault | null;
};

/** A pack with all that belongs to it. @throws Refusal not-found, for somebody else's exactly as for none */
export async function loadPack(db: Tx, practiceId: string, packId: string, of: Asked = {}): Promise<LoadedPack> {
  const row = await find(db, practiceId, packId, of.clientId);
  if (!row) return fail('not-found');
  return toLoaded(row, of.people, of.vault ? await openHowWeWork(of.vault, row) : null);
}

/** The same, and nobody else changes it until this transaction ends: of fifty who press at once, each waits for the one before. */
export async function lockPack(tx: WriteTransaction, packId: string, of: Asked = {}): Promise<LoadedPack> {
  const { practiceId } = tx;
  await tx.$queryRaw`SELECT id FROM agreement_pack WHERE practice_id = ${practiceId}::uuid AND id = ${packId}::uuid FOR UPDATE`;
  // Somebody else's yes to other words waits too: what is signed is what holds at this moment.
  await tx.$queryRaw`SELECT id FROM agreement_change WHERE practice_id = ${practiceId}::uuid AND working_agreement_id =
    (SELECT working_agreement_id FROM agreement_pack WHERE practice_id = ${practiceId}::uuid AND id = ${packId}::uuid) ORDER BY id FOR UPDATE`;
  return loadPack(tx, practiceId, packId, of);
}

function toLoaded(row: PackRow, people: FramePeople = {}, said: HowWeWork | null = null): LoadedPack {
  const versions = {
    agreement: row.workingAgreement.templateVersion,
    notice: row.noticeVersion,
    consents: row.consentsVersion,
  };
  const recordOf = (part: Part) =>
    row.consentRecordAsPack.find((record) => record.kind === kinds[part]) ?? fail('not-found');
  const records = { agreement: recordOf('agreement'), notice: recordOf('notice'), consents: recordOf('consents') };
  const { topics: kept, changes } = applyChanges(
    records.agreement.rendered as unknown as Topic[],
    row.workingAgreement.agreementChangeAsWorkingAgreement,
  );
  const notice = records.notice.rendered as unknown as Topic[];
  const questions = records.consents.rendered as unknown as ConsentQuestion[];
  const shown = {
    agreement: renderedHash(kept),
    notice: renderedHash(notice),
    consents: sha256Hex(canonicalJson(questions)),
  };
  const domainRecord = (part: Part): PackRecord => ({
    recordId: records[part].id,
    versionState: versions[part].state as PackRecord['versionState'],
    shownSha256: shown[part],
    lastSeq: records[part].consentEventAsRecord.at(-1)?.seq ?? 0,
  });
  const pack: Pack = {
    state: stateOf(row),
    expiresAt: instantOf(row.expiresAt).toString(),
    agreement: domainRecord('agreement'),
    notice: domainRecord('notice'),
    consents: domainRecord('consents'),
    waitsTurn: row.waitsTurn,
    items: questions.map(({ clauseId }) => clauseId),
    signatures: row.signatureAsPack.map((signature) => ({
      role: signature.role as 'client' | 'therapist',
      nameTyped: signature.nameAsTyped,
      signedAt: instantOf(signature.signedAt).toString(),
      payloadSha256: signature.payloadSha256,
    })),
  };
  return { row, pack, records, topics: withLive(row, kept, people, said), changes, notice, questions };
}

/** A partner said no, or the course was closed: what is still open of it is open no more. */
function stateOf(row: PackRow): PackState {
  const isOpen = row.state === 'sent' || row.state === 'talking';
  const isGone = row.workingAgreement.state !== 'sent' || row.episode.state === 'ended';
  return isOpen && isGone ? 'cancelled' : (row.state as PackState);
}

function withLive(row: PackRow, kept: Topic[], people: FramePeople, said: HowWeWork | null): Topic[] {
  if (kept.every((topic) => topic.isSigned)) return kept;
  const version = versionOf(row.workingAgreement.templateVersion);
  const all = renderAgreement(version, {
    ...frameOf(row.workingAgreement),
    howWeWork: said ?? nothingSaid,
    ...people,
  });
  const now = said ? all : withoutHowWeWork(version, all);
  return kept.map((topic) =>
    topic.isSigned ? topic : (now.find(({ clauseId }) => clauseId === topic.clauseId) ?? topic),
  );
}

/** GP and emergency contact of a client, as the frame says them. */
export async function peopleOf(db: Tx, practiceId: string, clientId: string): Promise<FramePeople> {
  const rows = await db.personAround.findMany({
    where: { practiceId, clientId, kind: { in: ['gp', 'emergency'] } },
    orderBy: { createdAt: 'desc' },
  });
  const gp = rows.find(({ kind }) => kind === 'gp');
  const near = rows.find(({ kind }) => kind === 'emergency');
  const contactOf = (row: { telephone: string | null; address: string | null }) =>
    [row.telephone, row.address].filter(Boolean).join(', ').slice(0, 200);
  return {
    ...(gp && { gp: { name: gp.name, contact: contactOf(gp) } }),
    ...(near && {
      emergencyContact: {
        name: near.name,
        contact: contactOf(near),
        ...(near.relationship && { relation: near.relationship }),
      },
    }),
  };
}

/** A refusal of the core, thrown; its value otherwise. */
export function must<T>(decision: Decision<T>): T {
  return decision.ok ? decision.value : fail(decision.code, decision.details);
}

/** Adds the events that a decision made. */
export async function writeEvents(tx: WriteTransaction, clientId: string, events: readonly ConsentEvent[]) {
  if (events.length === 0) return;
  await tx.consentEvent.createMany({
    data: events.map((event) => ({
      practiceId: tx.practiceId,
      recordId: event.recordId,
      clientId,
      seq: event.seq,
      type: event.type,
      clauseId: event.clauseId,
      channel: event.channel,
      actorKind: event.actorKind,
      actorId: event.actorId,
      at: new Date(Temporal.Instant.from(event.at).epochMilliseconds),
    })),
  });
}

type PackChanges = Parameters<WriteTransaction['agreementPack']['updateMany']>[0]['data'];

/** From the state that was read to the next, or not at all. @throws Refusal conflict when somebody was faster */
export async function changePack(
  tx: WriteTransaction,
  row: { id: string; state: string; version: number },
  data: PackChanges,
) {
  const { count } = await tx.agreementPack.updateMany({
    where: { practiceId: tx.practiceId, id: row.id, state: row.state, version: row.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count !== 1) return fail('conflict');
}

/** An agreement of which no pack can be signed any more is closed. */
export async function closeWhenNoneIsOpen(tx: WriteTransaction, agreementId: string): Promise<void> {
  const { practiceId } = tx;
  const open = await tx.agreementPack.count({
    where: { practiceId, workingAgreementId: agreementId, state: { in: ['sent', 'talking', 'signed'] } },
  });
  if (open > 0) return;
  await tx.workingAgreement.updateMany({
    where: { practiceId, id: agreementId, state: 'sent' },
    data: { state: 'closed' },
  });
}

/** An open offer holds its place at least until then: nobody signs for a place that went to somebody else meanwhile. */
export async function keepHeld(tx: WriteTransaction, offerId: string | null, until: Temporal.Instant): Promise<void> {
  if (!offerId) return;
  const heldUntil = new Date(until.epochMilliseconds);
  await tx.offer.updateMany({
    where: { practiceId: tx.practiceId, id: offerId, state: 'accepted-by-client', heldUntil: { lt: heldUntil } },
    data: { heldUntil },
  });
}

/** Neutral: the first page of what it is about, by id. */
export const staffPage = (tx: WriteTransaction, clientId: string) =>
  `${tx.shell.addresses.staffUrl}/clients/${clientId}/agreement`;
