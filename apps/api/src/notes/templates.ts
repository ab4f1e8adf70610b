import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { templateSchema } from './shapes.ts';

const mostOwn = 30;
const headingSchema = z.string().trim().min(1).max(120);

/** The caller's own, by name. Row-level security keeps everybody else's away too. */
export async function ownTemplates({ db, actor }: StaffContext): Promise<z.infer<typeof templateSchema>[]> {
  return db.noteTemplate.findMany({
    where: { practiceId: actor.practiceId, staffId: actor.staffId, retiredAt: null },
    select: { id: true, name: true, headings: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: mostOwn,
  });
}

export const templates = staffProcedure('notes.templates')
  .output(z.strictObject({ templates: z.array(templateSchema) }))
  .query(async ({ ctx }) => ({ templates: await ownTemplates(ctx) }));

/** A new one, or other words for one of one's own. Notes that were begun with it keep the headings that they have. */
export const keepTemplate = staffProcedure('notes.keepTemplate')
  .input(
    z.strictObject({
      templateId: idSchema('note-template').nullable(),
      name: z.string().trim().min(1).max(60),
      headings: z.array(headingSchema).min(1).max(12),
    }),
  )
  .output(z.strictObject({ templateId: z.string() }))
  .mutation(({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { name, headings } = input;
    return ctx.write(async (tx) => {
      const own = { practiceId, staffId, retiredAt: null };
      const id = input.templateId ?? randomUUID();
      if (input.templateId === null) {
        if ((await tx.noteTemplate.count({ where: own })) >= mostOwn) return fail('too-large', { most: mostOwn });
        const createdAt = dateOf(tx.now());
        await tx.noteTemplate.create({ data: { practiceId, id, staffId, name, headings, createdAt } });
      } else {
        const { count } = await tx.noteTemplate.updateMany({ where: { ...own, id }, data: { name, headings } });
        if (count === 0) return fail('not-found');
      }
      await tx.audit('note-template.kept', { subjectType: 'note-template', subjectId: id });
      return { templateId: id };
    });
  });

export const retireTemplate = staffProcedure('notes.retireTemplate')
  .input(z.strictObject({ templateId: idSchema('note-template') }))
  .output(z.strictObject({ templateId: z.string() }))
  .mutation(({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { templateId } = input;
    return ctx.write(async (tx) => {
      const { count } = await tx.noteTemplate.updateMany({
        where: { practiceId, staffId, id: templateId, retiredAt: null },
        data: { retiredAt: dateOf(tx.now()) },
      });
      if (count === 0) return fail('not-found');
      await tx.audit('note-template.retired', { subjectType: 'note-template', subjectId: templateId });
      return { templateId };
    });
  });
