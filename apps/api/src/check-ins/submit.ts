import { checkInAnswersSchema } from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { loadOwnCheckIn } from './own-check-in.ts';
import { raiseSignals } from './raise-signals.ts';
import { keepDraft } from './save.ts';

/**
 * Hands it in: four answers and the choice of reader; the open line may stay empty. Twice is once. The signals that follow are
 * raised in the same transaction, by the worker: a client may not write what asks their therapist to talk.
 * @throws measure/incomplete with the parts that are missing · measure/closed
 */
export const submit = clientProcedure('checkIns.submit')
  .input(z.strictObject({ checkInId: idSchema('check-in') }))
  .output(z.strictObject({ submittedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const own = await loadOwnCheckIn(ctx, input.checkInId);
    if (own.state === 'submitted' && own.submittedAt) return { submittedAt: own.submittedAt.toISOString() };
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const { practiceId } = tx;
        const { id, clientId, episodeId } = own;
        // Whoever is second waits for this row here, and then finds it handed in.
        await tx.$queryRaw`SELECT 1 FROM check_in WHERE practice_id = ${practiceId}::uuid AND id = ${id}::uuid FOR UPDATE`;
        const now = await tx.checkIn.findFirst({ where: { practiceId, id } });
        if (now?.state === 'submitted' && now.submittedAt) return { submittedAt: now.submittedAt.toISOString() };
        const kept = await keepDraft(tx, { id, clientId }, {});
        const answers = checkInAnswersSchema.safeParse({ ...kept.answers, note: kept.answers.note || null });
        if (!answers.success)
          return fail('measure/incomplete', { parts: [...new Set(answers.error.issues.map(({ path }) => path[0]))] });
        const submittedAt = dateOf(tx.now());
        await tx.checkIn.updateMany({
          where: { practiceId, id },
          data: { state: 'submitted', submittedAt, audience: answers.data.audience },
        });
        await raiseSignals(tx, { clientId, episodeId, checkInId: id });
        await tx.audit('check-in.submitted', { subjectType: 'check-in', subjectId: id, clientId });
        return { submittedAt: submittedAt.toISOString() };
      }),
    );
  });
