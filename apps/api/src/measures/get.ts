import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { answersPlace, minutesFor, readSealed } from './definitions.ts';
import { loadOwn, loadReaders, takesAnswers } from './own-administration.ts';
import { toldClientSchema, toldOf } from './told-client.ts';

/** One of my measures: what it asks, what I have answered so far, who reads it and when. */
export const get = clientProcedure('measures.get')
  .input(z.strictObject({ administrationId: idSchema('administration') }))
  .output(
    z.strictObject({
      administrationId: z.string(),
      name: z.string(),
      fullName: z.string(),
      /** "over the last 2 weeks" */
      recall: z.string(),
      instruction: z.string().nullable(),
      attribution: z.string(),
      minutes: z.number(),
      asksAboutSafety: z.boolean(),
      /** How many questions may be left out and there is still a score. */
      mayLeaveOut: z.number(),
      items: z.array(z.strictObject({ number: z.number(), text: z.string(), options: z.array(z.string()) })),
      answers: z.array(z.number().nullable()),
      state: z.enum(['open', 'begun', 'submitted', 'not-today', 'closed']),
      version: z.number(),
      savedAt: z.string().nullable(),
      submittedAt: z.string().nullable(),
      closesAt: z.string().nullable(),
      readerName: z.string(),
      nextSessionAt: z.string().nullable(),
      timeZone: z.string(),
      alert: toldClientSchema.nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { row, definition } = await loadOwn(ctx, input.administrationId);
    const { net, nextSessionAt } = await loadReaders(ctx, row.episodeId);
    const isTaking = (takesAnswers as readonly string[]).includes(row.state);
    const isLate = row.closesAt !== null && row.closesAt.getTime() <= ctx.now().epochMilliseconds;
    const asksAboutSafety = definition.riskItems.length > 0;
    if (row.state === 'open' && !isLate && asksAboutSafety && !net.isUsable) return fail('measure/ladder-empty');
    const isOpen = isTaking && !isLate;
    const kept = isOpen && row.answersSealed ? row.answersSealed : null;
    const json = kept && (await ctx.vault.open(row.clientId, answersPlace(row.id), kept));
    return {
      administrationId: row.id,
      name: definition.name,
      fullName: definition.fullName,
      recall: definition.recall,
      instruction: definition.instruction,
      attribution: definition.licence.attribution,
      minutes: minutesFor(definition),
      asksAboutSafety,
      mayLeaveOut: definition.prorating.maxMissing,
      items: isOpen
        ? definition.items.map(({ number, text, options }) => ({
            number,
            text: text ?? '',
            options: options.map(({ label }) => label ?? ''),
          }))
        : [],
      answers: isOpen ? readSealed(definition, json) : [],
      state: isTaking && isLate ? ('closed' as const) : (row.state as 'open'),
      version: row.version,
      savedAt: row.savedAt?.toISOString() ?? null,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      closesAt: row.closesAt?.toISOString() ?? null,
      readerName: net.names.get(net.therapistId)?.first ?? '',
      nextSessionAt: nextSessionAt?.toString({ smallestUnit: 'millisecond' }) ?? null,
      timeZone: ctx.practice.timeZone,
      alert: await toldOf(ctx, row.id, net),
    };
  });
