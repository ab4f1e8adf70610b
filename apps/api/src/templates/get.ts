import {
  type DraftClause,
  draftClausesSchema,
  languageSchema,
  nationSchema,
  type WorkingAgreementInput,
} from '@heather/confidentiality';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { inUseOfAny } from './in-use.ts';
import { previewFrame } from './preview-frame.ts';
import { otherReviewers } from './reviewers.ts';
import { documentSchema, kindSchema, person, personOf, stateSchema, written } from './shapes.ts';

const one = z.strictObject({ versionId: idSchema('template-version') });

/** One wording with all that its page shows: who wrote, read and published it, what came before, and whom a change would ask again. */
export const get = staffProcedure('templates.get')
  .input(one)
  .output(
    documentSchema.extend({
      id: z.string(),
      title: z.string(),
      number: z.number(),
      state: stateSchema,
      savedCount: z.number(),
      clauses: z.custom<DraftClause[]>(),
      isMaterialChange: z.boolean(),
      changeSummary: z.string().nullable(),
      writtenAt: z.string().nullable(),
      writtenBy: person.nullable(),
      reviewedAt: z.string().nullable(),
      reviewedBy: person.nullable(),
      publishedAt: z.string().nullable(),
      publishedBy: person.nullable(),
      /** All versions of the same document, newest first. */
      versions: z.array(
        z.strictObject({ id: z.string(), number: z.number(), state: stateSchema, publishedAt: z.string().nullable() }),
      ),
      /** The version in force, which this one would take the place of; null for a first one. */
      inForceId: z.string().nullable(),
      /** Ids of every clause that any version ever had: none of them gets another meaning. */
      usedIds: z.array(z.string()),
      /** People who have signed a version that is in use, and people who have one before them. */
      standing: z.number(),
      waiting: z.number(),
      /** Whoever asks wrote last. */
      isWriter: z.boolean(),
      /** Who may read it besides its writer. Empty: there is nobody else, and the writer reads it once more. */
      reviewers: z.array(person),
      /** The practice's own facts and made-up people, for the preview. */
      frame: z.custom<WorkingAgreementInput>(),
      todayOn: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.templateVersion.findFirst({
      where: { practiceId, id: input.versionId },
      include: { template: true, ...written },
    });
    if (!row) return fail('not-found');
    const { nation, language, templateId } = row;
    const versions = await ctx.db.templateVersion.findMany({
      where: { practiceId, templateId, nation, language },
      orderBy: [{ number: 'desc' }, { id: 'desc' }],
      select: { id: true, number: true, state: true, publishedAt: true, clauses: true },
    });
    const frame = await previewFrame(ctx.db, practiceId, nationSchema.parse(nation));
    const { standing, waiting } = await inUseOfAny(
      ctx.db,
      practiceId,
      versions.map(({ id }) => id),
    );
    const ids = z.array(z.object({ clauseId: z.string() }));
    return {
      id: row.id,
      kind: kindSchema.parse(row.template.kind),
      nation: nationSchema.parse(nation),
      language: languageSchema.parse(language),
      title: row.title ?? row.template.title,
      number: row.number,
      state: stateSchema.parse(row.state),
      savedCount: row.savedCount,
      clauses: draftClausesSchema.parse(row.clauses),
      isMaterialChange: row.isMaterialChange,
      changeSummary: row.changeSummary,
      writtenAt: row.writtenAt?.toISOString() ?? null,
      writtenBy: personOf(row.writtenBy),
      reviewedAt: row.reviewedAt?.toISOString() ?? null,
      reviewedBy: personOf(row.reviewedBy),
      publishedAt: row.publishedAt?.toISOString() ?? null,
      publishedBy: personOf(row.publishedBy),
      versions: versions.map(({ id, number, state, publishedAt }) => ({
        id,
        number,
        state: stateSchema.parse(state),
        publishedAt: publishedAt?.toISOString() ?? null,
      })),
      inForceId: versions.find(({ state }) => state === 'published')?.id ?? null,
      usedIds: [
        ...new Set(versions.flatMap(({ clauses }) => (ids.safeParse(clauses).data ?? []).map((c) => c.clauseId))),
      ],
      standing,
      waiting,
      isWriter: row.writtenById === ctx.actor.staffId,
      reviewers: await otherReviewers(ctx.db, practiceId, row.writtenById, dateOf(ctx.now())),
      frame,
      todayOn: ctx.now().toZonedDateTimeISO(ctx.practice.timeZone).toPlainDate().toString(),
    };
  });

/** The words of one version alone, to hold another against. */
export const words = staffProcedure('templates.words')
  .input(one)
  .output(
    z.strictObject({
      id: z.string(),
      number: z.number(),
      title: z.string(),
      savedCount: z.number(),
      clauses: z.custom<DraftClause[]>(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const row = await ctx.db.templateVersion.findFirst({
      where: { practiceId, id: input.versionId },
      include: { template: true },
    });
    if (!row) return fail('not-found');
    const { id, number, savedCount } = row;
    return {
      id,
      number,
      savedCount,
      title: row.title ?? row.template.title,
      clauses: draftClausesSchema.parse(row.clauses),
    };
  });
