import { fail, idSchema } from '@heather/core';
import { riskSignals } from '@heather/outcomes';
import { z } from 'zod';
import { raiseAlert } from '../alerts/raise-alerts.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { answerSchema, answersPlace, definitionOf, readSealed } from './definitions.ts';
import { dateOf } from './instants.ts';
import { loadOwn, loadReaders, mustTakeAnswers, takesAnswers } from './own-administration.ts';
import { toldClientSchema, toldOf } from './told-client.ts';

/**
 * One answer, kept as it is given (null takes it back). Two tabs do not undo each other: only this item is written, under the row's
 * lock. A safety answer acts in the same transaction; changing it later does not take that back.
 */
export const save = clientProcedure('measures.save')
  .input(
    z.strictObject({
      administrationId: idSchema('administration'),
      /** The form's own number, from 1. */
      item: z.int().min(1).max(200),
      /** 0 is the first option on the form. */
      position: answerSchema,
    }),
  )
  .output(z.strictObject({ version: z.number(), savedAt: z.string(), alert: toldClientSchema.nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { row, definition } = await loadOwn(ctx, input.administrationId);
    mustTakeAnswers(row, ctx.now());
    const item = definition.items[input.item - 1];
    if (!item) return fail('bad-input', { fields: ['item'] });
    if (input.position !== null && input.position >= item.options.length)
      return fail('bad-input', { fields: ['position'] });

    const alone = definition.items.map(({ number }) => (number === input.item ? input.position : null));
    const signal = riskSignals(definition.key, alone)[0];
    const keep = { id: row.id, clientId: row.clientId, item: input.item, position: input.position };
    if (!signal) {
      const kept = await ctx.write((tx) => keepAnswer(tx, keep));
      return { ...kept, alert: null };
    }
    // An answer that fires is kept by the worker: only the worker may find its reader and raise what was raised before.
    const { net, nextSessionAt } = await loadReaders(ctx, row.episodeId);
    const subject = { clientId: row.clientId, administrationId: row.id };
    const kept = await ctx.asWorker((worker) =>
      worker.write(async (tx): Promise<{ version: number; savedAt: string }> => {
        const done = await keepAnswer(tx, keep);
        await raiseAlert(tx, subject, signal, net, nextSessionAt);
        return done;
      }),
    );
    return { ...kept, alert: await toldOf(ctx, row.id, net) };
  });

type Keep = { id: string; clientId: string; item: number; position: number | null };

async function keepAnswer(tx: WriteTransaction, { id, clientId, item, position }: Keep) {
  const { practiceId } = tx;
  const now = dateOf(tx.now());
  // The first write takes the row's lock; what is read after it is what the other tab has left.
  const { count } = await tx.administration.updateMany({
    where: {
      practiceId,
      id,
      clientId,
      state: { in: [...takesAnswers] },
      OR: [{ closesAt: null }, { closesAt: { gt: now } }],
    },
    data: { version: { increment: 1 }, savedAt: now },
  });
  if (count === 0) return fail('measure/closed');
  const row = await tx.administration.findFirst({ where: { practiceId, id } });
  if (!row) return fail('not-found');
  const definition = definitionOf(row.measureKey);
  const answers = readSealed(
    definition,
    row.answersSealed && (await tx.vault.open(clientId, answersPlace(id), row.answersSealed)),
  );
  answers[item - 1] = position;
  const answersSealed = await tx.vault.seal(clientId, answersPlace(id), JSON.stringify(answers));
  await tx.administration.updateMany({ where: { practiceId, id }, data: { answersSealed, state: 'begun' } });
  // One event when it is begun, not one for every tick: how long somebody thinks over a question is nobody's business.
  if (row.state !== 'begun')
    await tx.audit('measure.begun', { subjectType: 'administration', subjectId: id, clientId });
  return { version: row.version, savedAt: now.toISOString() };
}
