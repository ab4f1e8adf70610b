import { dayAndMonth } from '@heather/alliance';
import { idSchema } from '@heather/core';
import { timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { loadSignals } from '../day/load-care.ts';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { loadCourse } from '../measures/load-course.ts';
import { staffProcedure } from '../trpc/procedures.ts';

/** What is open between the two: their line for the next session, what nobody has talked about, what they last wanted us to know. */
export const now = staffProcedure('clients.now')
  .input(z.strictObject({ clientId: idSchema('client') }))
  .output(
    z.strictObject({
      alert: z.strictObject({ alertId: z.string(), since: z.string() }).nullable(),
      wish: z.string().nullable(),
      signals: z.array(z.strictObject({ id: z.string(), sentence: z.string() })),
      note: z.strictObject({ words: z.string(), on: z.string(), forSupervisor: z.boolean() }).nullable(),
      asked: z.array(z.strictObject({ id: z.string(), what: z.string(), state: z.string() })),
      checkInsPlanned: z.boolean(),
      todayOn: z.string(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, episodeId, purpose } = await loadCourse(ctx, input.clientId);
    const zone = ctx.practice.timeZone;
    const where = { practiceId, clientId, episodeId };
    const at = dateOf(ctx.now());
    const isAsked = { in: ['open', 'begun', 'not-today'] };
    const [alert, wish, signals, last, checkIns, administrations, plan] = await Promise.all([
      ctx.db.riskAlert.findFirst({ where: { practiceId, clientId, state: 'open' }, orderBy: { raisedAt: 'asc' } }),
      ctx.db.sessionWish.findFirst({
        where: {
          practiceId,
          clientId,
          session: { episodeId, status: { in: ['planned', 'moved'] }, endsAt: { gt: at } },
        },
        orderBy: { session: { startsAt: 'asc' } },
      }),
      loadSignals(ctx.db, { practiceId, clientIds: [clientId], episodeIds: [episodeId] }),
      // "The practice, without my name" is not for the therapist: nothing tells them that it was written.
      ctx.db.checkIn.findFirst({
        where: { ...where, state: 'submitted', audience: { not: 'practice-without-name' } },
        orderBy: { dueAt: 'desc' },
        include: { session: { select: { startsAt: true } } },
      }),
      ctx.db.checkIn.findMany({
        where: { ...where, state: isAsked, closesAt: { gt: at } },
        select: { id: true, state: true },
      }),
      ctx.db.administration.findMany({
        where: { ...where, state: isAsked, OR: [{ closesAt: null }, { closesAt: { gt: at } }] },
        select: { id: true, state: true, measureKey: true },
      }),
      ctx.db.measurePlan.findFirst({
        where: { ...where, measureKey: 'check-in', endedAt: null },
        select: { id: true },
      }),
    ]);
    const open = (table: string, column: string, rowId: string, sealed: Uint8Array) =>
      ctx.vault.open(clientId, { table, column, rowId }, sealed);
    const sentences = await Promise.all(
      signals.map(async ({ id, sentenceSealed }) => ({
        id,
        sentence: await open('alliance_signal', 'sentence_sealed', id, sentenceSealed),
      })),
    );
    const kept = last?.answersSealed
      ? (JSON.parse(await open('check_in', 'answers_sealed', last.id, last.answersSealed)) as { note?: string | null })
      : null;
    const words = wish && (await open('session_wish', 'words_sealed', wish.id, wish.wordsSealed));
    await ctx.recordRead('session-wish', clientId, wish ? [wish.id] : [], purpose);
    await ctx.recordRead(
      'check-in',
      clientId,
      [...(kept && last ? [last.id] : []), ...signals.map(({ id }) => id)],
      purpose,
    );
    const raisedAt = alert && instantOf(alert.raisedAt);
    return {
      alert:
        alert && raisedAt
          ? { alertId: alert.id, since: `${timeLabel(raisedAt, zone)} on ${dayAndMonth(localOn(raisedAt, zone))}` }
          : null,
      wish: words,
      signals: sentences,
      note:
        kept?.note && last
          ? {
              words: kept.note,
              on: localOn(last.session.startsAt, zone),
              forSupervisor: last.audience === 'therapist-and-supervisor',
            }
          : null,
      asked: [
        ...checkIns.map(({ id, state }) => ({ id, what: 'check-in', state })),
        ...administrations.map(({ id, state, measureKey }) => ({ id, what: measureKey, state })),
      ],
      checkInsPlanned: plan !== null,
      todayOn: localOn(ctx.now(), zone),
    };
  });
