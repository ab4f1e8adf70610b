import {
  checkWording,
  draftClausesSchema,
  languageSchema,
  nationSchema,
  reviewVersion,
  settled,
  templateVersionSchema,
  versionHash,
} from '@heather/confidentiality';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { must } from '../agreements/load-pack.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { otherReviewers } from './reviewers.ts';
import { kindSchema, publishLock } from './shapes.ts';

const asRead = z.strictObject({ versionId: idSchema('template-version'), savedCount: z.int().min(0) });
const done = z.strictObject({ done: z.literal(true) });

/** The draft as it was read, and nobody else's meanwhile. @throws conflict when it is another one by now */
export async function lockWording(tx: WriteTransaction, asked: z.infer<typeof asRead>) {
  const { practiceId } = tx;
  await lockName(tx, publishLock(practiceId));
  const row = await tx.templateVersion.findFirst({
    where: { practiceId, id: asked.versionId },
    include: { template: true },
  });
  if (!row) return fail('not-found');
  if (row.savedCount !== asked.savedCount) return fail('conflict', { savedCount: row.savedCount });
  return row;
}
export type LockedWording = Awaited<ReturnType<typeof lockWording>>;

/** The wording of a row as a whole version; what still is missing is named. @throws template/not-ready */
export function wholeVersion(row: LockedWording, todayOn: string) {
  const kind = kindSchema.parse(row.template.kind);
  const title = row.title ?? row.template.title;
  const drafts = draftClausesSchema.parse(row.clauses);
  const facts = {
    kind,
    title,
    nation: nationSchema.parse(row.nation),
    language: languageSchema.parse(row.language),
  };
  const missing = checkWording({ ...facts, clauses: drafts }, todayOn).filter(({ isBlocking }) => isBlocking);
  if (missing.length > 0)
    return fail('template/not-ready', { missing: missing.map(({ clauseId, field }) => `${clauseId ?? ''}:${field}`) });
  return templateVersionSchema.parse({
    ...facts,
    key: row.template.key,
    number: row.number,
    state: row.state,
    clauses: drafts.map(settled),
    isMaterialChange: row.isMaterialChange,
  });
}

export const todayOf = (ctx: { now: () => Temporal.Instant; practice: { timeZone: string } }) =>
  ctx.now().toZonedDateTimeISO(ctx.practice.timeZone).toPlainDate().toString();

/**
 * Somebody has read the draft as a whole: it changes no more, unless it goes back. Somebody other than its writer, where there is
 * anybody: a manager or a clinical lead.
 */
export const review = staffProcedure('templates.review')
  .input(asRead)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = ctx.actor;
      const row = await lockWording(tx, input);
      // Pressed twice is once.
      if (row.state === 'reviewed' && row.reviewedById === staffId) return { done: true as const };
      if (row.state !== 'draft') return fail('template/not-a-draft');
      const others = await otherReviewers(tx, practiceId, row.writtenById, dateOf(tx.now()));
      if (row.writtenById === staffId && others.length > 0) return fail('template/other-reviewer');
      const version = must(reviewVersion(wholeVersion(row, todayOf(ctx))));
      await tx.templateVersion.updateMany({
        where: { practiceId, id: row.id, state: 'draft', savedCount: row.savedCount },
        data: {
          state: version.state,
          title: version.title,
          clauses: version.clauses,
          contentSha256: versionHash(version),
          reviewedById: staffId,
          reviewedAt: dateOf(tx.now()),
        },
      });
      await tx.audit('template.reviewed', {
        subjectType: 'template-version',
        subjectId: row.id,
        facts: { byItsWriter: row.writtenById === staffId },
      });
      return { done: true as const };
    }),
  );

/** Back to writing: whoever read it reads it again. */
export const reopen = staffProcedure('templates.reopen')
  .input(asRead)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const row = await lockWording(tx, input);
      if (row.state === 'draft') return { done: true as const };
      if (row.state !== 'reviewed') return fail('template/not-a-draft');
      await tx.templateVersion.updateMany({
        where: { practiceId, id: row.id, state: 'reviewed' },
        data: { state: 'draft', reviewedById: null, reviewedAt: null },
      });
      await tx.audit('template.reopened', { subjectType: 'template-version', subjectId: row.id });
      return { done: true as const };
    }),
  );

/** Put away before it was ever published. It stays to be read, and its number is not given again. */
export const discard = staffProcedure('templates.discard')
  .input(asRead)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const row = await lockWording(tx, input);
      if (row.state === 'withdrawn' && row.publishedAt === null) return { done: true as const };
      if (row.state !== 'draft' && row.state !== 'reviewed') return fail('template/not-a-draft');
      await tx.templateVersion.updateMany({
        where: { practiceId, id: row.id, state: row.state },
        data: { state: 'withdrawn' },
      });
      await tx.audit('template.discarded', { subjectType: 'template-version', subjectId: row.id });
      return { done: true as const };
    }),
  );
