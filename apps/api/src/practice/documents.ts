import {
  limitsOf,
  nationSchema,
  renderAgreement,
  renderConsents,
  renderNotice,
  type TemplateVersion,
} from '@heather/confidentiality';
import { fail } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { loadWordings, publishWording, type Wording } from '../agreements/wordings.ts';
import type { Tx } from '../database.ts';
import { previewFrame } from '../templates/preview-frame.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { documentKinds } from './checklist.ts';

type Kind = (typeof documentKinds)[number];
const partOf = {
  'working-agreement': 'agreement',
  'privacy-notice': 'notice',
  'optional-consents': 'consents',
} as const;
const asked = z.strictObject({ kind: z.enum(documentKinds), nation: nationSchema });
const state = z.strictObject({
  kind: z.enum(documentKinds),
  title: z.string(),
  number: z.number(),
  publishedAt: z.string().nullable(),
});
/** Years that records are kept after the last contact, as the shipped agreement says it. */
const retentionYears = 7;

/** The three documents that a client reads before they sign, for one nation: which are published, and since when. */
export const documents = staffProcedure('practice.documents')
  .input(z.strictObject({ nation: nationSchema.optional() }))
  .output(z.strictObject({ nation: nationSchema, documents: z.array(state) }))
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const own = await ctx.db.practice.findFirst({ where: { id: practiceId }, select: { nation: true } });
    const nation = input.nation ?? nationSchema.parse(own?.nation ?? ctx.practice.nation);
    const wordings = await loadWordings(ctx.db, practiceId, nation);
    return {
      nation,
      documents: documentKinds.map((kind) => stateOf(kind, wordings[partOf[kind]])),
    };
  });

const stateOf = (kind: Kind, { version, publishedAt }: Wording) => ({
  kind,
  title: version.title,
  number: version.number,
  publishedAt,
});

/** One document in words, whole, with made-up people in it and the practice's own name: to be read before it is published. */
export const document = staffProcedure('practice.document')
  .input(asked)
  .output(
    state.extend({
      nation: nationSchema,
      contentSha256: z.string(),
      topics: z.array(
        z.strictObject({
          id: z.string(),
          heading: z.string(),
          paragraphs: z.array(z.string()),
          parts: z.array(z.strictObject({ id: z.string(), heading: z.string(), paragraphs: z.array(z.string()) })),
        }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const wordings = await loadWordings(ctx.db, practiceId, input.nation);
    const wording = wordings[partOf[input.kind]];
    return {
      ...stateOf(input.kind, wording),
      nation: input.nation,
      contentSha256: wording.contentSha256,
      topics: await topicsOf(ctx.db, practiceId, wording.version),
    };
  });

/**
 * Publishes one document as it was read: `contentSha256` is that of the reading. Every agreement from now on names this version.
 * It is marked for review with the practice's professional body: nobody's review is claimed by it. Twice is once.
 */
export const publishDocument = staffProcedure('practice.publishDocument')
  .input(asked.extend({ contentSha256: z.string().regex(/^[0-9a-f]{64}$/) }))
  .output(z.strictObject({ publishedAt: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      await lockName(tx, `publish:${tx.practiceId}`);
      const wordings = await loadWordings(tx, tx.practiceId, input.nation);
      const wording = wordings[partOf[input.kind]];
      if (wording.contentSha256 !== input.contentSha256) return fail('conflict');
      if (wording.publishedAt === null) await publishWording(tx, wording, input.nation, ctx.actor.staffId);
      return { publishedAt: wording.publishedAt ?? tx.now().toString() };
    }),
  );

const paragraphs = (text: string) => text.split(/\n\n+/).filter((part) => part.trim() !== '');

async function topicsOf(db: Tx, practiceId: string, version: TemplateVersion) {
  const frame = {
    ...(await previewFrame(db, practiceId, version.nation)),
    limits: limitsOf(version).map(({ clauseId }) => clauseId),
  };
  const { name: controllerName, address, contact, registrationNumber } = frame.controllers[0] ?? fail('unavailable');
  if (version.kind === 'optional-consents')
    return renderConsents(version, frame).map((one) => ({
      id: one.clauseId,
      heading: one.question,
      paragraphs: [...paragraphs(one.text), `${one.yesLabel} / ${one.noLabel}. Afterwards: ${one.afterWithdrawal}`],
      parts: [],
    }));
  const topics =
    version.kind === 'privacy-notice'
      ? renderNotice(version, {
          name: frame.parties.practice.name,
          address,
          contact,
          retentionYears,
          controllers: [controllerName],
          ...(registrationNumber && { registrationNumber }),
        })
      : renderAgreement(everywhere(version), frame);
  return topics.map((topic) => ({
    id: topic.clauseId,
    heading: topic.heading,
    paragraphs: [topic.summary, ...paragraphs(topic.text)].filter(Boolean),
    parts: topic.parts.map((part) => ({ id: part.clauseId, heading: part.heading, paragraphs: paragraphs(part.text) })),
  }));
}

/** With the clauses for every kind of place: whoever publishes reads them all. */
function everywhere(version: TemplateVersion): TemplateVersion {
  return {
    ...version,
    clauses: version.clauses.map((clause) => (clause.kind === 'term' ? { ...clause, onlyWhere: undefined } : clause)),
  };
}
