import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';

/** Those who asked, newest first within "not yet decided", then the decided ones. Nothing of why they ask. */
export const list = staffProcedure('enquiries.list')
  .output(
    z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        source: z.string(),
        state: z.string(),
        receivedAt: z.string(),
        triagedAt: z.string().nullable(),
        referredTo: z.string().nullable(),
      }),
    ),
  )
  .query(async ({ ctx }) => {
    const { practiceId } = ctx.actor;
    const select = {
      id: true,
      source: true,
      state: true,
      receivedAt: true,
      triagedAt: true,
      referredTo: true,
      client: { select: { shortName: true } },
    } as const;
    const [open, decided] = await Promise.all([
      ctx.db.enquiry.findMany({
        where: { practiceId, state: 'new' },
        orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
        take: 200,
        select,
      }),
      ctx.db.enquiry.findMany({
        where: { practiceId, NOT: { state: 'new' } },
        orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }],
        take: 40,
        select,
      }),
    ]);
    return [...open, ...decided].map(({ client, receivedAt, triagedAt, ...row }) => ({
      ...row,
      name: client.shortName,
      receivedAt: receivedAt.toISOString(),
      triagedAt: triagedAt?.toISOString() ?? null,
    }));
  });
