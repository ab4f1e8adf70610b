import { idSchema } from '@heather/core';
import { z } from 'zod';
import type { StaffContext } from '../trpc/procedures.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/** Who did what, newest first: ids and names of fields, nothing clinical. */
export const listAudit = staffProcedure('audit.list')
  .input(z.strictObject({ clientId: idSchema('client').optional(), beforeSeq: z.int().positive().optional() }))
  .output(
    z.array(
      z.strictObject({
        seq: z.number(),
        occurredAt: z.string(),
        type: z.string(),
        outcome: z.string(),
        actorKind: z.string(),
        actorId: z.string().nullable(),
        clientId: z.string().nullable(),
        subjectType: z.string(),
        subjectId: z.string(),
        changes: z.array(z.string()),
      }),
    ),
  )
  .query(async ({ ctx, input }) => {
    const own = await withinScope(ctx);
    const rows = await ctx.db.auditEvent.findMany({
      where: {
        practiceId: ctx.actor.practiceId,
        ...(input.beforeSeq && { seq: { lt: input.beforeSeq } }),
        AND: [own, input.clientId ? { clientId: input.clientId } : {}],
      },
      orderBy: { seq: 'desc' },
      take: 100,
      select: {
        seq: true,
        occurredAt: true,
        type: true,
        outcome: true,
        actorKind: true,
        actorId: true,
        clientId: true,
        subjectType: true,
        subjectId: true,
        changes: true,
      },
    });
    return rows.map((row) => ({ ...row, seq: Number(row.seq), occurredAt: row.occurredAt.toISOString() }));
  });

/** That somebody was asked, answered or raised an alert is itself clinical: not for those who see the frame alone. */
export const clinicalKinds = [
  'course-weight.',
  'alert.',
  'measure.',
  'check-in.',
  'line-for-today.',
  'goal.',
  'note.',
  'process-note.',
  'note-template.',
  'reads.',
];

async function withinScope(ctx: StaffContext) {
  if (ctx.scope !== 'practice' && ctx.scope !== 'own-caseload') return { actorId: ctx.actor.staffId };
  const frame = { NOT: clinicalKinds.map((kind) => ({ type: { startsWith: kind } })) };
  // Whoever runs the practice and sees people too sees all of it, and what is clinical of their own people alone.
  if (!ctx.actor.roles.includes('therapist')) return frame;
  const mine = await ctx.db.$queryRaw<{ id: string }[]>`SELECT id FROM app.my_clients() AS id`;
  const own = { clientId: { in: mine.map((row) => row.id) } };
  return ctx.scope === 'practice' ? { OR: [frame, own] } : own;
}
