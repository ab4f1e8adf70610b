import { fail, idSchema, textSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { loadAlert } from './load-alert.ts';
import { alertPlace, noteHop } from './raise-alerts.ts';

/**
 * Somebody has read it and says what they did or will do; then it stops climbing and leaves the strip. Said twice by the same person
 * it is said once. @throws conflict when another person acted first · alert/needs-action without words
 */
export const acknowledge = staffProcedure('alerts.acknowledge')
  .input(z.strictObject({ alertId: idSchema('alert'), action: textSchema(2000) }))
  .output(z.strictObject({ acknowledgedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { alert } = await loadAlert(ctx, input.alertId);
    if (input.action === '') return fail('alert/needs-action');
    const { id, clientId } = alert;
    // By the worker: somebody whom it has passed, a deputy say, may still act, and could not change the row by their own rights.
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const now = tx.now();
        const { count } = await tx.riskAlert.updateMany({
          where: { practiceId, id, state: 'open' },
          data: { state: 'acknowledged', acknowledgedAt: dateOf(now), acknowledgedById: staffId, passesAt: null },
        });
        const kept = await tx.riskAlert.findFirst({ where: { practiceId, id } });
        if (!kept) return fail('not-found');
        if (count === 0) {
          const isMine = kept.acknowledgedById === staffId && kept.acknowledgedAt !== null;
          return isMine ? { acknowledgedAt: (kept.acknowledgedAt as Date).toISOString() } : fail('conflict');
        }
        const before =
          kept.actionSealed && (await tx.vault.open(clientId, alertPlace('action_sealed', id), kept.actionSealed));
        const words = before ? `${before}\n\n${input.action}` : input.action;
        const actionSealed = await tx.vault.seal(clientId, alertPlace('action_sealed', id), words);
        await tx.riskAlert.updateMany({ where: { practiceId, id }, data: { actionSealed } });
        await noteHop(tx, alert, 'acknowledged', staffId, now);
        await tx.audit('alert.acknowledged', { subjectType: 'alert', subjectId: id, clientId });
        return { acknowledgedAt: dateOf(now).toISOString() };
      }),
    );
  });
