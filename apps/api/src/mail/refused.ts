import { idSchema } from '@heather/core';
import { z } from 'zod';
import { reachClient } from '../clients/reach.ts';
import type { Db } from '../database.ts';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const lookBackDays = 60;
const refusalSchema = z.strictObject({
  clientId: z.string().nullable(),
  staffId: z.string().nullable(),
  name: z.string(),
  at: z.string(),
  /** `address`: there is no such mailbox, or it takes nothing from us; `tried`: no server took it for a day and a half. */
  why: z.enum(['address', 'tried']),
});
type Refusal = z.infer<typeof refusalSchema>;

/** Whose mail came back and is not mended yet: nothing has reached them since, and their address is the one that refused it. */
export const refused = staffProcedure('mail.refused')
  .output(z.array(refusalSchema))
  .query(({ ctx }) => refusals(ctx.db, ctx.actor.practiceId, ctx.now()));

/** The same for one client, for whoever looks after how they are reached. */
export const ofClient = staffProcedure('mail.ofClient')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(refusalSchema.nullable())
  .query(async ({ ctx, input }) => {
    await reachClient(ctx, input.clientId);
    const [found] = await refusals(ctx.db, ctx.actor.practiceId, ctx.now(), input.clientId);
    return found ?? null;
  });

async function refusals(db: Db, practiceId: string, now: Temporal.Instant, clientId?: string): Promise<Refusal[]> {
  const since = dateOf(now.subtract({ hours: 24 * lookBackDays }));
  const dead = await db.outboxMail.findMany({
    where: { practiceId, state: 'dead', createdAt: { gte: since }, ...(clientId && { clientId }) },
    orderBy: { createdAt: 'desc' },
    take: 200,
    select: {
      clientId: true,
      staffId: true,
      createdAt: true,
      lastError: true,
      client: { select: { shortName: true, safeContactAsClient: { select: { updatedAt: true } } } },
      staff: { select: { shortName: true } },
    },
  });
  if (dead.length === 0) return [];
  const people = (field: 'clientId' | 'staffId') => [
    ...new Set(dead.flatMap((row) => (row[field] === null ? [] : [row[field] as string]))),
  ];
  const sent = await db.outboxMail.findMany({
    where: {
      practiceId,
      state: 'sent',
      createdAt: { gte: since },
      OR: [{ clientId: { in: people('clientId') } }, { staffId: { in: people('staffId') } }],
    },
    distinct: ['clientId', 'staffId'],
    orderBy: { createdAt: 'desc' },
    select: { clientId: true, staffId: true, createdAt: true },
  });
  const seen = new Set<string>();
  return dead.flatMap((row) => {
    const who = `${row.clientId} ${row.staffId}`;
    const later = sent.find((mail) => mail.clientId === row.clientId && mail.staffId === row.staffId);
    const isMended =
      (later && later.createdAt > row.createdAt) ||
      (row.client?.safeContactAsClient && row.client.safeContactAsClient.updatedAt > row.createdAt);
    if (seen.has(who) || isMended) return [];
    seen.add(who);
    const isAddress = /^5\d\d$/.test(row.lastError ?? '') || row.lastError === 'bad-address';
    return [
      {
        clientId: row.clientId,
        staffId: row.staffId,
        name: row.client?.shortName ?? row.staff?.shortName ?? '',
        at: row.createdAt.toISOString(),
        why: isAddress ? ('address' as const) : ('tried' as const),
      },
    ];
  });
}
