import { z } from 'zod';
import { therapistOf } from '../measures/load-course.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { nextAfter } from './load-alert.ts';
import { readOf } from './read-of.ts';
import { loadSafetyNet } from './safety-net.ts';

const row = z.strictObject({
  alertId: z.string(),
  clientName: z.string(),
  clientFirstName: z.string(),
  raisedAt: z.string(),
  /** null: nobody could promise a time when it was raised. */
  promisedByAt: z.string().nullable(),
  passesAt: z.string().nullable(),
  next: z.strictObject({ name: z.string(), role: z.string() }).nullable(),
  /** Whether anybody has opened it; acting is another step. */
  isRead: z.boolean(),
});

/** The strip on every staff page: open alerts that the caller holds, oldest first. Who and since when, never the answer. */
export const mine = staffProcedure('alerts.mine')
  .output(z.strictObject({ timeZone: z.string(), alerts: z.array(row) }))
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const held = await ctx.db.riskAlert.findMany({
      where: { practiceId, holderId: staffId, state: 'open' },
      orderBy: { raisedAt: 'asc' },
      select: { id: true },
    });
    if (held.length === 0) return { timeZone: ctx.practice.timeZone, alerts: [] };
    // A deputy holds the alert, and reads neither the client's course nor its steps by their own rights.
    const alerts = await ctx.asWorker(async ({ db, now }) => {
      const rows = await db.riskAlert.findMany({
        where: { practiceId, id: { in: held.map(({ id }) => id) } },
        orderBy: { raisedAt: 'asc' },
        include: {
          client: { select: { firstName: true, shortName: true } },
          administration: { select: { episodeId: true } },
          riskAlertHopAsAlert: {
            where: { kind: { in: ['raised', 'read'] } },
            select: { kind: true, at: true, staffId: true },
          },
        },
      });
      return Promise.all(
        rows.map(async (alert) => {
          const therapistId = await therapistOf(db, practiceId, alert.administration.episodeId);
          const net = await loadSafetyNet(db, ctx.practice, therapistId ?? staffId, now());
          const next = nextAfter(net, staffId);
          return {
            alertId: alert.id,
            clientName: alert.client.shortName,
            clientFirstName: alert.client.firstName,
            raisedAt: alert.raisedAt.toISOString(),
            promisedByAt: alert.promisedByAt > alert.raisedAt ? alert.promisedByAt.toISOString() : null,
            passesAt: alert.passesAt?.toISOString() ?? null,
            next: next && { name: net.names.get(next.staffId)?.short ?? '', role: next.role },
            isRead: readOf(alert.riskAlertHopAsAlert) !== null,
          };
        }),
      );
    });
    return { timeZone: ctx.practice.timeZone, alerts };
  });
