import { clauseSchema, renderNotice, type TemplateVersion } from '@heather/confidentiality';
import { z } from 'zod';
import type { Db } from '../database.ts';
import { publicProcedure } from '../trpc/procedures.ts';

/** Years that records are kept after the last contact, as the shipped agreement says it. */
const retentionYears = 7;

/** The newest published privacy notice of a practice for a nation; null when none is published. */
export async function publishedNotice(db: Pick<Db, 'templateVersion'>, practiceId: string, nation: string) {
  return db.templateVersion.findFirst({
    where: { practiceId, nation, language: 'en-GB', state: 'published', template: { kind: 'privacy-notice' } },
    orderBy: [{ publishedAt: 'desc' }, { number: 'desc' }],
    select: { id: true, number: true, clauses: true, template: { select: { title: true } } },
  });
}

const topic = z.strictObject({ id: z.string(), title: z.string(), summary: z.string(), text: z.string() });

/** What stands before the enquiry: the notice in words, and how long people wait for an answer. */
export const notice = publicProcedure('enquiries.notice')
  .output(
    z.strictObject({
      practiceName: z.string(),
      nation: z.string(),
      telephone: z.string().nullable(),
      notice: z.strictObject({ versionId: z.string(), title: z.string(), topics: z.array(topic) }).nullable(),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const practice = await ctx.db.practice.findFirst({
      where: { id: practiceId },
      select: {
        name: true,
        nation: true,
        telephone: true,
        controllerName: true,
        controllerAddress: true,
        icoNumber: true,
      },
    });
    const nation = practice?.nation ?? ctx.practice.nation;
    const version = await publishedNotice(ctx.db, practiceId, nation);
    const words = {
      name: ctx.practice.name,
      address: practice?.controllerAddress ?? 'ask us for our address',
      contact: practice?.telephone ?? 'the person you speak to',
      retentionYears,
      controllers: [practice?.controllerName ?? ctx.practice.name],
      ...(practice?.icoNumber && { registrationNumber: practice.icoNumber }),
    };
    const clauses = z.array(clauseSchema).safeParse(version?.clauses);
    return {
      practiceName: ctx.practice.name,
      nation,
      telephone: practice?.telephone ?? null,
      notice:
        version && clauses.success
          ? {
              versionId: version.id,
              title: version.template.title,
              topics: renderNotice({ clauses: clauses.data } as TemplateVersion, words).map(
                ({ clauseId, heading, summary, text }) => ({ id: clauseId, title: heading, summary, text }),
              ),
            }
          : null,
    };
  });
