import { z } from 'zod';
import { type RaisedAlert, told } from '../alerts/raise-alerts.ts';
import type { SafetyNet } from '../alerts/safety-net.ts';
import type { ClientContext } from '../trpc/procedures.ts';

/** What a client is told about a safety answer: the true time, or that there is none, and who reads it. */
export const toldClientSchema = z.strictObject({
  promisedByAt: z.string().nullable(),
  readerName: z.string(),
  isAnswered: z.boolean(),
});
export type ToldClient = z.infer<typeof toldClientSchema>;

export function tellClient(alert: RaisedAlert, net: SafetyNet, isAnswered = false): ToldClient {
  return {
    promisedByAt: alert.promisedByAt?.toString({ smallestUnit: 'millisecond' }) ?? null,
    readerName: net.names.get(alert.holderId)?.first ?? 'The practice',
    isAnswered,
  };
}

/** The alert that an administration has raised, as its client may see it; null while there is none. */
export async function toldOf(ctx: ClientContext, administrationId: string, net: SafetyNet): Promise<ToldClient | null> {
  const { practiceId, clientId } = ctx.actor;
  const rows = await ctx.db.riskAlert.findMany({
    where: { practiceId, clientId, administrationId },
    orderBy: { promisedByAt: 'asc' },
    select: { id: true, raisedAt: true, promisedByAt: true, holderId: true, state: true },
  });
  const row = rows.find(({ state }) => state === 'open') ?? rows[0];
  return row ? tellClient(told(row), net, row.state === 'acknowledged') : null;
}
