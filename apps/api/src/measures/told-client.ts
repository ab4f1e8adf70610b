import { z } from 'zod';
import { told } from '../alerts/raise-alerts.ts';
import { readOf } from '../alerts/read-of.ts';
import type { SafetyNet } from '../alerts/safety-net.ts';
import type { ClientContext } from '../trpc/procedures.ts';

/** What a client is told about a safety answer: the true time, or that there is none, and who reads it. */
export const toldClientSchema = z.strictObject({
  promisedByAt: z.string().nullable(),
  /** Who reads it; once it is read, who has. */
  readerName: z.string(),
  isRead: z.boolean(),
  isAnswered: z.boolean(),
});
type ToldClient = z.infer<typeof toldClientSchema>;

/** The alert that an administration has raised, as its client may see it; null while there is none. */
export async function toldOf(ctx: ClientContext, administrationId: string, net: SafetyNet): Promise<ToldClient | null> {
  const { practiceId, clientId } = ctx.actor;
  const rows = await ctx.db.riskAlert.findMany({
    where: { practiceId, clientId, administrationId },
    orderBy: { promisedByAt: 'asc' },
    select: {
      id: true,
      raisedAt: true,
      promisedByAt: true,
      holderId: true,
      state: true,
      acknowledgedById: true,
      riskAlertHopAsAlert: {
        where: { kind: { in: ['raised', 'read'] } },
        select: { kind: true, at: true, staffId: true },
      },
    },
  });
  const row = rows.find(({ state }) => state === 'open') ?? rows[0];
  if (!row) return null;
  const isAnswered = row.state === 'acknowledged';
  const read = readOf(row.riskAlertHopAsAlert);
  const readerId = read?.staffId ?? (isAnswered ? row.acknowledgedById : null) ?? row.holderId;
  return {
    promisedByAt: told(row).promisedByAt?.toString({ smallestUnit: 'millisecond' }) ?? null,
    readerName: net.names.get(readerId)?.first ?? 'The practice',
    isRead: read !== null || isAnswered,
    isAnswered,
  };
}
