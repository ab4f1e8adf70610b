import { type CheckInDraft, checkInDraftSchema } from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { answersPlace, loadOwnCheckIn, takesAnswers } from './own-check-in.ts';

/** Keeps what is answered so far. Only the parts that are sent are written, so that two tabs do not undo each other. */
export const save = clientProcedure('checkIns.save')
  .input(z.strictObject({ checkInId: idSchema('check-in'), answers: checkInDraftSchema }))
  .output(z.strictObject({ version: z.number(), savedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const row = await loadOwnCheckIn(ctx, input.checkInId);
    return ctx.write(async (tx) => {
      const kept = await keepDraft(tx, { id: row.id, clientId: row.clientId }, input.answers);
      return { version: kept.version, savedAt: kept.savedAt.toISOString() };
    });
  });

/**
 * Writes a draft under the row's lock and answers with all that is kept now.
 * @throws measure/closed once it is handed in, or its time is over by as little as a millisecond
 */
export async function keepDraft(tx: WriteTransaction, own: { id: string; clientId: string }, given: CheckInDraft) {
  const { practiceId } = tx;
  const now = dateOf(tx.now());
  const { count } = await tx.checkIn.updateMany({
    where: { practiceId, ...own, state: { in: takesAnswers }, closesAt: { gt: now } },
    data: { version: { increment: 1 }, savedAt: now },
  });
  if (count === 0) return fail('measure/closed');
  const row = await tx.checkIn.findFirst({ where: { practiceId, ...own } });
  if (!row) return fail('not-found');
  const kept: CheckInDraft = row.answersSealed
    ? JSON.parse(await tx.vault.open(own.clientId, answersPlace(own.id), row.answersSealed))
    : {};
  const answers: CheckInDraft = { ...kept, ...given };
  const answersSealed = await tx.vault.seal(own.clientId, answersPlace(own.id), JSON.stringify(answers));
  await tx.checkIn.updateMany({ where: { practiceId, ...own }, data: { answersSealed, state: 'begun' } });
  if (row.state !== 'begun')
    await tx.audit('check-in.begun', { subjectType: 'check-in', subjectId: own.id, clientId: own.clientId });
  return { ...row, answers, savedAt: now };
}
