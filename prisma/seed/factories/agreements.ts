import {
  exampleFrame,
  frameHash,
  keptTopics,
  type Nation,
  ownSet,
  renderAgreement,
  renderConsents,
  renderedHash,
  renderNotice,
  signedFrame,
  type TemplateVersion,
  versionHash,
  type WorkingAgreement,
  type WorkingAgreementInput,
  workingAgreementSchema,
} from '@heather/confidentiality';
import { canonicalJson, sha256Hex } from '@heather/core';
import { stamp } from '../calendar.ts';
import type { Ground } from '../ground.ts';
import type { Overrides, Row } from '../tables.ts';

export type Wording = { version: TemplateVersion; row: Row<'templateVersion'>; templateRow: Row<'template'> };
/** The three published wordings a pack is made of. */
export type Wordings = { agreement: Wording; notice: Wording; consents: Wording };

/** Heather's own set for one nation, published by somebody of the practice. Nations share the three templates. */
export function publishWordings(
  ground: Ground,
  practice: { id: string },
  {
    nation = 'england-and-wales',
    publishedBy,
    reviewedBy = publishedBy,
    at = ground.now.subtract({ hours: 24 * 380 }),
    templates = {},
    number = 1,
  }: {
    nation?: Nation;
    publishedBy: { id: string };
    reviewedBy?: { id: string };
    at?: Temporal.Instant;
    /** Template rows by key that exist already. */
    templates?: Record<string, Row<'template'>>;
    /** Which version of each template this is. */
    number?: number;
  },
): Wordings {
  const set = ownSet(nation);
  const wording = (shipped: TemplateVersion): Wording => {
    const version = { ...shipped, number };
    templates[version.key] ??= ground.add('template', {
      id: ground.id(at),
      practiceId: practice.id,
      key: version.key,
      kind: version.kind,
      title: version.title,
      createdAt: stamp(at),
    });
    const templateRow = templates[version.key] as Row<'template'>;
    const row = addVersion(ground, templateRow, version, {
      reviewedById: reviewedBy.id,
      publishedById: publishedBy.id,
      publishedAt: stamp(at),
      createdAt: stamp(at),
    });
    return { version, row, templateRow };
  };
  return { agreement: wording(set.agreement), notice: wording(set.notice), consents: wording(set.consents) };
}

/** One version row of a template, as data of @heather/confidentiality. */
export function addVersion(
  ground: Ground,
  template: Row<'template'>,
  version: TemplateVersion,
  overrides: Overrides<'templateVersion'> = {},
): Row<'templateVersion'> {
  return ground.add('templateVersion', {
    practiceId: template.practiceId,
    templateId: template.id,
    number: version.number,
    language: version.language,
    nation: version.nation,
    state: version.state,
    clauses: version.clauses,
    contentSha256: versionHash(version),
    isMaterialChange: version.isMaterialChange,
    changeSummary: version.changeSummary ?? null,
    ...overrides,
    id: overrides.id ?? ground.id(),
  });
}

const plainFrames = new Map<Nation, WorkingAgreement>();

function plainFrame(nation: Nation): WorkingAgreement {
  const frame = plainFrames.get(nation) ?? exampleFrame({ nation });
  plainFrames.set(nation, frame);
  return frame;
}

/** The frame of one course as data. `frame` says what differs from the example frame. */
export function makeAgreement(
  ground: Ground,
  episode: { id: string; practiceId: string },
  therapist: { id: string },
  wordings: Wordings,
  {
    frame = {},
    ...overrides
  }: Omit<Overrides<'workingAgreement'>, 'frame'> & { frame?: Partial<WorkingAgreementInput> } = {},
): { agreement: Row<'workingAgreement'>; frame: WorkingAgreement } {
  const { version } = wordings.agreement;
  const whole = workingAgreementSchema.parse({ ...plainFrame(version.nation), ...frame });
  const agreement = ground.add('workingAgreement', {
    practiceId: episode.practiceId,
    episodeId: episode.id,
    number: 1,
    templateVersionId: wordings.agreement.row.id,
    therapistId: therapist.id,
    frameSha256: frameHash(whole),
    state: 'sent',
    createdAt: stamp(ground.now),
    ...overrides,
    frame: signedFrame(whole),
    id: overrides.id ?? ground.id(),
  });
  return { agreement, frame: whole };
}

type Part = 'agreement' | 'notice' | 'consents';

export type Pack = {
  pack: Row<'agreementPack'>;
  records: Record<Part, Row<'consentRecord'>>;
  /** Hashes of the words as this signer saw them. */
  shown: Record<Part, string>;
  frame: WorkingAgreement;
  frameSha256: string;
  wordings: Wordings;
};

/** What one signer is asked to read and sign: a pack with a record for each of its three wordings, each requested. */
export function makePack(
  ground: Ground,
  {
    agreement,
    frame,
    client,
    wordings,
    requestedById,
    ...overrides
  }: Overrides<'agreementPack'> & {
    agreement: Row<'workingAgreement'>;
    frame: WorkingAgreement;
    client: { id: string };
    wordings: Wordings;
    requestedById: string;
  },
): Pack {
  const sentAt = overrides.sentAt ?? stamp(ground.now);
  const pack = ground.add('agreementPack', {
    practiceId: agreement.practiceId,
    episodeId: agreement.episodeId,
    workingAgreementId: agreement.id,
    clientId: client.id,
    noticeVersionId: wordings.notice.row.id,
    consentsVersionId: wordings.consents.row.id,
    requestedById,
    channel: 'online',
    state: 'sent',
    expiresAt: stamp(Temporal.Instant.from(sentAt as string).add({ hours: 24 * 14 })),
    howWeWorkSealed: { clear: JSON.stringify(frame.howWeWork), clientId: client.id },
    ...overrides,
    sentAt,
    id: overrides.id ?? ground.id(),
  });
  const topics = keptTopics(renderAgreement(wordings.agreement.version, frame));
  const notice = renderNotice(wordings.notice.version, noticePractice(frame));
  const questions = renderConsents(wordings.consents.version, frame);
  const records = {
    agreement: addRecord(ground, pack, wordings.agreement, topics),
    notice: addRecord(ground, pack, wordings.notice, notice),
    consents: addRecord(ground, pack, wordings.consents, questions),
  };
  for (const row of Object.values(records)) {
    addConsentEvent(ground, row, { type: 'requested', actorKind: 'staff', actorId: requestedById, at: sentAt });
  }
  const shown = {
    agreement: renderedHash(topics),
    notice: renderedHash(notice),
    consents: sha256Hex(canonicalJson(questions)),
  };
  return { pack, records, shown, frame, frameSha256: agreement.frameSha256, wordings };
}

export function noticePractice(frame: WorkingAgreement) {
  const [first] = frame.controllers;
  return {
    name: frame.parties.practice.name,
    address: first?.address ?? '',
    contact: first?.contact ?? '',
    ...(first?.registrationNumber ? { registrationNumber: first.registrationNumber } : {}),
    retentionYears: frame.notes.retentionYears,
    controllers: frame.controllers.map((controller) => controller.name),
  };
}

function addRecord(
  ground: Ground,
  pack: Row<'agreementPack'>,
  { version, row }: Wording,
  rendered: unknown,
): Row<'consentRecord'> {
  return ground.add('consentRecord', {
    id: ground.id(Temporal.Instant.from(pack.sentAt as string)),
    practiceId: pack.practiceId,
    packId: pack.id,
    clientId: pack.clientId,
    templateVersionId: row.id,
    kind: version.kind,
    contentSha256: row.contentSha256,
    rendered: rendered as object,
    language: version.language,
    nation: version.nation,
    collectionMethod: pack.channel,
    receiptNumber: receiptNumber(ground),
    createdAt: pack.sentAt ?? stamp(ground.now),
  });
}

// Read aloud on the telephone, so no letter that sounds or looks like another.
const receiptLetters = 'ACDEFHJKMNPRTWXY34679';

function receiptNumber(ground: Ground): string {
  const letters = Array.from({ length: 8 }, () => ground.random.pick([...receiptLetters])).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}-${ground.count().toString().padStart(4, '0')}`;
}

const lastSeq = new WeakMap<object, number>();

/** The next event of a record; its place in the order follows from those made so far. */
export function addConsentEvent(
  ground: Ground,
  record: Row<'consentRecord'>,
  {
    type,
    at,
    actorKind,
    actorId = null,
    clauseId = null,
    channel,
  }: {
    type: string;
    at: string | Date;
    actorKind: 'client' | 'staff' | 'system';
    actorId?: string | null;
    clauseId?: string | null;
    channel?: string;
  },
): Row<'consentEvent'> {
  const seq = (lastSeq.get(record) ?? 0) + 1;
  lastSeq.set(record, seq);
  return ground.add('consentEvent', {
    id: ground.id(Temporal.Instant.from(at as string)),
    practiceId: record.practiceId,
    recordId: record.id,
    clientId: record.clientId,
    seq,
    type,
    clauseId,
    channel: channel ?? (actorKind === 'system' ? 'system' : record.collectionMethod),
    actorKind,
    actorId,
    at,
  });
}
