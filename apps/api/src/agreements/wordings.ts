import { randomUUID } from 'node:crypto';
import {
  defaultLanguage,
  type Nation,
  ownDocument,
  type TemplateKind,
  type TemplateVersion,
  versionHash,
} from '@heather/confidentiality';
import type { Tx } from '../database.ts';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { versionOf } from './current-agreement.ts';

const kinds = ['working-agreement', 'privacy-notice', 'optional-consents'] as const;
export type Wording = {
  id: string | null;
  version: TemplateVersion;
  contentSha256: string;
  publishedAt: string | null;
};
/** The three wordings that a pack is made of. `id` null: Heather's own, not published by this practice yet. */
export type Wordings = Record<'agreement' | 'notice' | 'consents', Wording>;

/**
 * The newest published wordings for a nation; Heather's own where the practice has published none. In the language asked for where the
 * practice has written that document in it, in English otherwise.
 */
export async function loadWordings(
  db: Tx,
  practiceId: string,
  nation: Nation,
  language: string = defaultLanguage,
): Promise<Wordings> {
  const pick = await publishedIn(db, practiceId, nation, kinds, language);
  return { agreement: pick('working-agreement'), notice: pick('privacy-notice'), consents: pick('optional-consents') };
}

async function publishedIn(
  db: Tx,
  practiceId: string,
  nation: Nation,
  wanted: readonly TemplateKind[],
  language: string,
): Promise<(kind: TemplateKind) => Wording> {
  const rows = await db.templateVersion.findMany({
    where: {
      practiceId,
      nation,
      state: 'published',
      language: { in: [language, defaultLanguage] },
      template: { kind: { in: [...wanted] } },
    },
    include: { template: true },
    orderBy: { number: 'desc' },
  });
  return (kind) => {
    const own = rows.filter(({ template }) => template.kind === kind);
    const row = own.find((one) => one.language === language) ?? own[0];
    if (!row) {
      const shipped = ownDocument(kind, nation);
      return { id: null, version: shipped, contentSha256: versionHash(shipped), publishedAt: null };
    }
    return {
      id: row.id,
      version: versionOf(row),
      contentSha256: row.contentSha256,
      publishedAt: row.publishedAt?.toISOString() ?? null,
    };
  };
}

/** The same as rows: a practice that sends its first agreement publishes Heather's own wordings by it. */
export async function publishedWordings(
  tx: WriteTransaction,
  nation: Nation,
  staffId: string,
  language: string = defaultLanguage,
): Promise<Record<keyof Wordings, Wording & { id: string }>> {
  const { practiceId } = tx;
  const found = await loadWordings(tx, practiceId, nation, language);
  const publish = async (wording: Wording): Promise<Wording & { id: string }> => {
    if (wording.id !== null) return { ...wording, id: wording.id };
    return publishWording(tx, wording, nation, staffId);
  };
  return {
    agreement: await publish(found.agreement),
    notice: await publish(found.notice),
    consents: await publish(found.consents),
  };
}

/** One wording of Heather's own becomes the practice's first version for that nation. Nobody's review is claimed by it. */
export async function publishWording(
  tx: WriteTransaction,
  wording: Wording,
  nation: Nation,
  staffId: string,
): Promise<Wording & { id: string }> {
  const { practiceId } = tx;
  const { key, kind, title, language, state, clauses, isMaterialChange } = wording.version;
  await tx.template.createMany({
    data: [{ practiceId, id: randomUUID(), key, kind, title, createdAt: dateOf(tx.now()) }],
    skipDuplicates: true,
  });
  const template = await tx.template.findFirstOrThrow({ where: { practiceId, key }, select: { id: true } });
  // A draft that somebody has begun meanwhile has a number already.
  const last = await tx.templateVersion.aggregate({
    where: { practiceId, templateId: template.id, language, nation },
    _max: { number: true },
  });
  const number = (last._max.number ?? 0) + 1;
  // Its number is part of what is signed.
  const version = { ...wording.version, number };
  const contentSha256 = versionHash(version);
  const id = randomUUID();
  await tx.templateVersion.createMany({
    data: [
      {
        practiceId,
        id,
        templateId: template.id,
        number,
        language,
        nation,
        state,
        clauses,
        contentSha256,
        isMaterialChange,
        publishedById: staffId,
        publishedAt: dateOf(tx.now()),
        createdAt: dateOf(tx.now()),
      },
    ],
  });
  await tx.audit('template.published', { subjectType: 'template-version', subjectId: id });
  return { ...wording, version, contentSha256, id };
}
