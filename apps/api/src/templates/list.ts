import { languageSchema, nationSchema, templateKinds } from '@heather/confidentiality';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { inUse } from './in-use.ts';
import { documentSchema, person, personOf, stateSchema, written } from './shapes.ts';

const version = z.strictObject({
  id: z.string(),
  number: z.number(),
  state: stateSchema,
  isMaterialChange: z.boolean(),
  publishedAt: z.string().nullable(),
  publishedBy: person.nullable(),
  reviewedAt: z.string().nullable(),
  reviewedBy: person.nullable(),
  writtenAt: z.string().nullable(),
  writtenBy: person.nullable(),
  /** People who have signed it, and people who have it before them. */
  standing: z.number(),
  waiting: z.number(),
  /** Clauses of it whose last day is over. */
  overdue: z.array(z.string()),
});

/** Every document that the practice has, with its versions, newest first, and what is in use where. */
export const list = staffProcedure('templates.list')
  .output(
    z.strictObject({
      nation: nationSchema,
      documents: z.array(documentSchema.extend({ title: z.string(), versions: z.array(version) })),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const todayOn = ctx.now().toZonedDateTimeISO(ctx.practice.timeZone).toPlainDate().toString();
    const [own, rows, use] = await Promise.all([
      ctx.db.practice.findFirst({ where: { id: practiceId }, select: { nation: true } }),
      ctx.db.templateVersion.findMany({
        where: { practiceId },
        include: { template: true, ...written },
        orderBy: [{ number: 'desc' }, { id: 'desc' }],
      }),
      inUse(ctx.db, practiceId),
    ]);
    const nation = nationSchema.parse(own?.nation ?? ctx.practice.nation);
    const groups = Map.groupBy(rows, (row) => `${row.template.kind} ${row.nation} ${row.language}`);
    const documents = [...groups.values()].map((versions) => {
      const [newest] = versions as [(typeof rows)[0], ...typeof rows];
      const shown = versions.find(({ state }) => state === 'published') ?? newest;
      return {
        kind: newest.template.kind as (typeof templateKinds)[number],
        nation: nationSchema.parse(newest.nation),
        language: languageSchema.parse(newest.language),
        title: shown.title ?? newest.template.title,
        versions: versions.map((row) => ({
          id: row.id,
          number: row.number,
          state: stateSchema.parse(row.state),
          isMaterialChange: row.isMaterialChange,
          publishedAt: row.publishedAt?.toISOString() ?? null,
          publishedBy: personOf(row.publishedBy),
          reviewedAt: row.reviewedAt?.toISOString() ?? null,
          reviewedBy: personOf(row.reviewedBy),
          writtenAt: row.writtenAt?.toISOString() ?? null,
          writtenBy: personOf(row.writtenBy),
          ...use(row.id),
          overdue: row.state === 'published' ? overdueOf(row.clauses, todayOn) : [],
        })),
      };
    });
    const place = (kind: string) => (templateKinds as readonly string[]).indexOf(kind);
    return { nation, documents: documents.toSorted((a, b) => place(a.kind) - place(b.kind)) };
  });

function overdueOf(clauses: unknown, on: string): string[] {
  const dated = z.array(z.object({ heading: z.string(), validUntilOn: z.string().optional() })).safeParse(clauses);
  return (dated.data ?? [])
    .filter(({ validUntilOn }) => validUntilOn !== undefined && validUntilOn < on)
    .map(({ heading }) => heading);
}
