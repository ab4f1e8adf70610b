import { randomUUID } from 'node:crypto';
import {
  type DraftClause,
  defaultLanguage,
  documentTitle,
  draftClausesSchema,
  ownDocument,
} from '@heather/confidentiality';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { documentSchema, publishLock } from './shapes.ts';

/**
 * Begins the next version of a document: from a version that is there, from Heather's own, or in another language from the English. One
 * is written at a time: whoever begins again is led to the one that is open. Twice is once.
 */
export const startDraft = staffProcedure('templates.startDraft')
  .input(documentSchema.extend({ fromVersionId: idSchema('template-version').nullable() }))
  .output(z.strictObject({ versionId: z.string(), already: z.boolean() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { kind, nation, language } = input;
      await lockName(tx, publishLock(practiceId));
      const at = dateOf(tx.now());
      await tx.template.createMany({
        data: [{ practiceId, id: randomUUID(), key: kind, kind, title: documentTitle(kind), createdAt: at }],
        skipDuplicates: true,
      });
      const template = await tx.template.findFirstOrThrow({ where: { practiceId, key: kind }, select: { id: true } });
      const all = { practiceId, templateId: template.id, nation, language };
      const open = await tx.templateVersion.findFirst({
        where: { ...all, state: { in: ['draft', 'reviewed'] } },
        orderBy: { number: 'desc' },
        select: { id: true },
      });
      if (open) return { versionId: open.id, already: true };
      const ground = await groundOf(tx, input);
      const last = await tx.templateVersion.aggregate({ where: all, _max: { number: true } });
      const id = randomUUID();
      await tx.templateVersion.createMany({
        data: [
          {
            ...all,
            id,
            number: (last._max.number ?? 0) + 1,
            state: 'draft',
            title: ground.title,
            // What does not hold in this nation stays behind.
            clauses: ground.clauses.filter(({ nations }) => !nations || nations.includes(nation)),
            contentSha256: '',
            writtenById: ctx.actor.staffId,
            writtenAt: at,
            createdAt: at,
          },
        ],
      });
      await tx.audit('template.drafted', { subjectType: 'template-version', subjectId: id });
      return { versionId: id, already: false };
    }),
  );

type Ground = { title: string; clauses: DraftClause[] };

/** What the draft begins with. @throws not-found for a version of another kind of document */
async function groundOf(
  tx: WriteTransaction,
  { kind, nation, language, fromVersionId }: z.infer<typeof documentSchema> & { fromVersionId: string | null },
): Promise<Ground> {
  const { practiceId } = tx;
  const included = { template: true } as const;
  const row =
    fromVersionId !== null
      ? ((await tx.templateVersion.findFirst({
          where: { practiceId, id: fromVersionId, template: { kind } },
          include: included,
        })) ?? fail('not-found'))
      : language === defaultLanguage
        ? null
        : await tx.templateVersion.findFirst({
            where: { practiceId, nation, language: defaultLanguage, state: 'published', template: { kind } },
            orderBy: { number: 'desc' },
            include: included,
          });
  if (row) return { title: row.title ?? row.template.title, clauses: draftClausesSchema.parse(row.clauses) };
  const shipped = ownDocument(kind, nation);
  return { title: shipped.title, clauses: draftClausesSchema.parse(shipped.clauses) };
}
