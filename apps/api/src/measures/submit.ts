import { fail, idSchema } from '@heather/core';
import { scoreResponse } from '@heather/outcomes';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { answersPlace, definitionOf, readSealed } from './definitions.ts';
import { dateOf } from './instants.ts';
import { loadOwn, takesAnswers } from './own-administration.ts';

/** Hands it in and scores it. Twice is once. @throws measure/incomplete when too much is left out for a score · measure/closed */
export const submit = clientProcedure('measures.submit')
  .input(z.strictObject({ administrationId: idSchema('administration') }))
  .output(z.strictObject({ submittedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { row } = await loadOwn(ctx, input.administrationId);
    const { id, clientId } = row;
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const now = dateOf(tx.now());
      const { count } = await tx.administration.updateMany({
        where: {
          practiceId,
          id,
          clientId,
          state: { in: [...takesAnswers] },
          OR: [{ closesAt: null }, { closesAt: { gt: now } }],
        },
        data: { version: { increment: 1 } },
      });
      const kept = await tx.administration.findFirst({ where: { practiceId, id, clientId } });
      if (!kept) return fail('not-found');
      if (count === 0) {
        return kept.state === 'submitted' && kept.submittedAt
          ? { submittedAt: kept.submittedAt.toISOString() }
          : fail('measure/closed');
      }
      const definition = definitionOf(kept.measureKey);
      const json = kept.answersSealed && (await tx.vault.open(clientId, answersPlace(id), kept.answersSealed));
      const score = scoreResponse(definition.key, readSealed(definition, json));
      if (!score.ok) return fail('measure/incomplete', { missingItems: score.missingItems });
      const { total, band, isCase, missing, prorated, subscales, definitionVersion } = score;
      await tx.administration.updateMany({
        where: { practiceId, id },
        data: {
          state: 'submitted',
          submittedAt: now,
          total,
          band,
          isCase,
          missing,
          prorated,
          subscales,
          definitionVersion,
        },
      });
      await tx.audit('measure.submitted', { subjectType: 'administration', subjectId: id, clientId });
      return { submittedAt: now.toISOString() };
    });
  });
