import { publishVersion, type TemplateVersion, versionHash } from '@heather/confidentiality';
import { fail, idSchema, lineSchema } from '@heather/core';
import { z } from 'zod';
import { must } from '../agreements/load-pack.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { inUseOfAny } from './in-use.ts';
import { type LockedWording, lockWording, todayOf, wholeVersion } from './review.ts';

/**
 * What was read becomes the wording that is sent from now on, and changes no more. The one before is superseded: whoever signed it keeps
 * it. A material change asks them again; a minor one asks nobody.
 */
export const publish = staffProcedure('templates.publish')
  .input(
    z.strictObject({
      versionId: idSchema('template-version'),
      savedCount: z.int().min(0),
      isMaterialChange: z.boolean(),
      /** What changed, for those who signed the one before. A material change has to say it. */
      changeSummary: lineSchema(400),
    }),
  )
  .output(z.strictObject({ number: z.number(), publishedAt: z.string(), askedAgain: z.number() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = ctx.actor;
      const row = await lockWording(tx, input);
      const all = { practiceId, templateId: row.templateId, nation: row.nation, language: row.language };
      const before = await tx.templateVersion.findMany({
        where: { ...all, state: { in: ['published', 'superseded'] }, id: { not: row.id } },
        select: { id: true, number: true, state: true },
      });
      const { standing } = await inUseOfAny(
        tx,
        practiceId,
        before.map(({ id }) => id),
      );
      const askedAgain = input.isMaterialChange ? standing : 0;
      // Pressed twice is once.
      if (row.state === 'published' && row.publishedById === staffId && row.publishedAt)
        return { number: row.number, publishedAt: row.publishedAt.toISOString(), askedAgain };
      if (row.state === 'draft') return fail('template/not-reviewed');
      if (row.state !== 'reviewed') return fail('template/not-a-draft');
      if (input.isMaterialChange && before.length > 0 && input.changeSummary === '')
        return fail('bad-input', { fields: ['changeSummary'] });
      const whole = wholeVersion(row, todayOf(ctx));
      must(publishVersion(whole));
      const number = await numberFor(tx, row, whole, Math.max(0, ...before.map((one) => one.number)));
      const publishedAt = dateOf(tx.now());
      const { count } = await tx.templateVersion.updateMany({
        where: { practiceId, id: row.id, state: 'reviewed', savedCount: row.savedCount },
        data: {
          state: 'published',
          isMaterialChange: input.isMaterialChange,
          changeSummary: input.changeSummary || null,
          publishedById: staffId,
          publishedAt,
        },
      });
      if (count !== 1) return fail('conflict');
      await tx.templateVersion.updateMany({
        where: { ...all, state: 'published', id: { not: row.id } },
        data: { state: 'superseded' },
      });
      await tx.audit('template.published', {
        subjectType: 'template-version',
        subjectId: row.id,
        facts: { number, isMaterial: input.isMaterialChange, askedAgain },
      });
      return { number, publishedAt: publishedAt.toISOString(), askedAgain };
    }),
  );

/**
 * Its number, which is part of what is signed. Where Heather's own went out while this was written, it takes the next one: by the way that
 * the database leaves open, back to a draft and read by the same person at the same time, because not a word of it is another.
 */
async function numberFor(
  tx: WriteTransaction,
  row: LockedWording,
  version: TemplateVersion,
  newest: number,
): Promise<number> {
  if (newest < row.number) return row.number;
  const where = { practiceId: tx.practiceId, id: row.id };
  const number = newest + 1;
  await tx.templateVersion.updateMany({ where, data: { state: 'draft' } });
  await tx.templateVersion.updateMany({
    where,
    data: { number, contentSha256: versionHash({ ...version, number }), state: 'reviewed' },
  });
  return number;
}
