import { checkIn, checkInDraftSchema, checkInQuestion } from '@heather/alliance';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { answersPlace, dayName, firstNameOf, loadOwnCheckIn } from './own-check-in.ts';

/** My check-in with what I have answered so far; the questions name my therapist and the day. */
export const get = clientProcedure('checkIns.get')
  .input(z.strictObject({ checkInId: idSchema('check-in') }))
  .output(
    z.strictObject({
      state: z.enum(['open', 'begun', 'submitted', 'not-today', 'closed']),
      therapist: z.string(),
      questions: z.array(z.strictObject({ part: z.enum(['bond', 'goals', 'tasks', 'whole']), text: z.string() })),
      answers: checkInDraftSchema,
      version: z.number(),
      savedAt: z.string().nullable(),
      closesAt: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const row = await loadOwnCheckIn(ctx, input.checkInId);
    const therapist = firstNameOf(row.therapist.fullName);
    const day = dayName(row.session.startsAt, ctx.practice.timeZone);
    const kept = row.answersSealed
      ? checkInDraftSchema.parse(
          JSON.parse(await ctx.vault.open(row.clientId, answersPlace(row.id), row.answersSealed)),
        )
      : {};
    const isOver = row.closesAt.getTime() <= ctx.now().epochMilliseconds && row.state !== 'submitted';
    return {
      state: isOver ? 'closed' : (row.state as 'open'),
      therapist,
      questions: checkIn.questions.map(({ part }) => ({ part, text: checkInQuestion(part, { therapist, day }) })),
      answers: { ...kept, audience: kept.audience ?? (row.state === 'open' ? null : (row.audience as 'therapist')) },
      version: row.version,
      savedAt: row.savedAt?.toISOString() ?? null,
      closesAt: row.closesAt.toISOString(),
    };
  });
