import { dateOnSchema, fail, idSchema } from '@heather/core';
import { riskSignals, scoreResponse } from '@heather/outcomes';
import { z } from 'zod';
import { raiseAlert } from '../alerts/raise-alerts.ts';
import { loadSafetyNet } from '../alerts/safety-net.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { answerSchema, answersPlace, definitionOf, measureKeySchema } from './definitions.ts';
import { dateOf, localOn } from './instants.ts';
import { loadCourse, nextSessionAt } from './load-course.ts';

/**
 * A measure that a client filled in on paper or answered in the session, entered by their therapist. Scored like any other; a safety
 * answer acts like any other, and lands with whoever stands first on the ladder, mostly the one who enters it.
 * @throws measure/incomplete when too much is left out · bad-input for a day before the course or to come
 */
export const enterPaper = staffProcedure('measures.enterPaper')
  .input(
    z.strictObject({
      /** Made by the form that is filled in: pressed twice, it is one entry. */
      entryId: idSchema('administration'),
      clientId: idSchema('client'),
      measureKey: measureKeySchema,
      collection: z.enum(['paper', 'in-session']),
      answeredOn: dateOnSchema,
      answers: z.array(answerSchema).max(200),
    }),
  )
  .output(z.strictObject({ administrationId: z.string(), total: z.number(), alertId: z.string().nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, episodeId, therapistId } = await loadCourse(ctx, input.clientId);
    const definition = definitionOf(input.measureKey);
    const zone = ctx.practice.timeZone;
    const episode = await ctx.db.episode.findFirst({
      where: { practiceId, id: episodeId },
      select: { openedAt: true },
    });
    const todayOn = localOn(ctx.now(), zone);
    const firstOn = episode ? localOn(episode.openedAt, zone) : todayOn;
    if (input.answeredOn > todayOn || input.answeredOn < firstOn) return fail('bad-input', { fields: ['answeredOn'] });
    const score = scoreResponse(definition.key, input.answers);
    if (!score.ok) {
      if (score.reason !== 'too-many-missing') return fail('bad-input', { fields: ['answers'] });
      return fail('measure/incomplete', { missingItems: score.missingItems });
    }
    const [net, next] = await Promise.all([
      loadSafetyNet(ctx.db, ctx.practice, therapistId, ctx.now()),
      nextSessionAt(ctx.db, practiceId, episodeId, ctx.now()),
    ]);
    const answeredAt = Temporal.PlainDate.from(input.answeredOn)
      .toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
      .toInstant();
    const id = input.entryId;
    return ctx.write(async (tx) => {
      const now = tx.now();
      const dueAt = dateOf(Temporal.Instant.compare(answeredAt, now) < 0 ? answeredAt : now);
      const answersSealed = await tx.vault.seal(clientId, answersPlace(id), JSON.stringify(input.answers));
      const { total, band, isCase, missing, prorated, subscales, definitionVersion } = score;
      const { count } = await tx.administration.createMany({
        skipDuplicates: true,
        data: [
          {
            practiceId,
            id,
            clientId,
            episodeId,
            sessionId: await sessionOn(tx, practiceId, episodeId, input.answeredOn, zone),
            measureKey: definition.key,
            definitionVersion,
            dueAt,
            state: 'submitted',
            collection: input.collection,
            enteredById: staffId,
            answersSealed,
            savedAt: dateOf(now),
            submittedAt: dateOf(now),
            total,
            band,
            isCase,
            missing,
            prorated,
            subscales,
          },
        ],
      });
      if (count === 0) {
        const kept = await tx.administration.findFirst({ where: { practiceId, id, clientId, enteredById: staffId } });
        const alert = await tx.riskAlert.findFirst({
          where: { practiceId, administrationId: id, clientId },
          select: { id: true },
        });
        return kept?.total == null
          ? fail('not-found')
          : { administrationId: id, total: kept.total, alertId: alert?.id ?? null };
      }
      await tx.audit('measure.entered-by-staff', { subjectType: 'administration', subjectId: id, clientId });
      let alertId: string | null = null;
      for (const signal of riskSignals(definition.key, input.answers)) {
        const raised = await raiseAlert(tx, { clientId, administrationId: id }, signal, net, next);
        alertId ??= raised.alertId;
      }
      return { administrationId: id, total, alertId };
    });
  });

type Sessions = Parameters<typeof nextSessionAt>[0];

/** The session of that day, so that score and knot stand under each other; null when there was none. */
async function sessionOn(
  db: Sessions,
  practiceId: string,
  episodeId: string,
  on: string,
  zone: string,
): Promise<string | null> {
  const day = Temporal.PlainDate.from(on);
  const from = day.toZonedDateTime({ timeZone: zone }).toInstant();
  const to = day.add({ days: 1 }).toZonedDateTime({ timeZone: zone }).toInstant();
  const found = await db.session.findFirst({
    where: {
      practiceId,
      episodeId,
      status: { in: ['planned', 'moved', 'attended'] },
      startsAt: { gte: dateOf(from), lt: dateOf(to) },
    },
    orderBy: { startsAt: 'asc' },
    select: { id: true },
  });
  return found?.id ?? null;
}
