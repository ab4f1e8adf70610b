import { draftClausesSchema } from '@heather/confidentiality';
import { canonicalJson, fail, idSchema, lineSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/**
 * Keeps a draft as it stands, empty parts and all. `savedCount` is that of what was read: of two who write at once the second is told,
 * and what they typed stays with them. The same words twice are kept once.
 * @throws conflict with the count that is kept, when somebody else kept something meanwhile
 */
export const saveDraft = staffProcedure('templates.saveDraft')
  .input(
    z.strictObject({
      versionId: idSchema('template-version'),
      savedCount: z.int().min(0),
      title: lineSchema(80),
      clauses: draftClausesSchema,
    }),
  )
  .output(z.strictObject({ savedCount: z.number(), savedAt: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { versionId: id, savedCount, title, clauses } = input;
      await tx.$queryRaw`SELECT id FROM template_version WHERE practice_id = ${practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
      const row = await tx.templateVersion.findFirst({
        where: { practiceId, id },
        select: { state: true, savedCount: true, title: true, clauses: true, writtenAt: true },
      });
      if (!row) return fail('not-found');
      if (row.state !== 'draft') return fail('template/not-a-draft');
      if (row.title === title && canonicalJson(row.clauses) === canonicalJson(clauses))
        return { savedCount: row.savedCount, savedAt: (row.writtenAt ?? dateOf(tx.now())).toISOString() };
      if (row.savedCount !== savedCount) return fail('conflict', { savedCount: row.savedCount });
      await tx.templateVersion.updateMany({
        where: { practiceId, id, state: 'draft', savedCount },
        data: {
          title,
          clauses,
          savedCount: savedCount + 1,
          writtenById: ctx.actor.staffId,
          writtenAt: dateOf(tx.now()),
        },
      });
      return { savedCount: savedCount + 1, savedAt: tx.now().toString() };
    }),
  );
