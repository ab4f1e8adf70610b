import { idSchema } from '@heather/core';
import { dateLabel, localLabel, localRangeLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { phaseOf } from './list.ts';
import { reachAway, seesWhy } from './reach.ts';
import { awayKinds, routeSchema } from './shapes.ts';
import { lastDayWords, spanWords } from './span.ts';

const sessionState = z.enum(['told', 'offered', 'chosen', 'left', 'lapsed', 'restored']);

/** One absence: what became of each session, who was told how, who covers, and whether it can still be taken back. */
export const get = staffProcedure('absence.get')
  .input(z.strictObject({ awayId: idSchema('away') }))
  .output(
    z.strictObject({
      id: z.string(),
      staff: z.strictObject({ id: z.string(), name: z.string(), isSelf: z.boolean() }),
      when: z.string(),
      lastDay: z.string(),
      phase: z.enum(['ahead', 'now', 'over', 'undone']),
      kind: z.enum(awayKinds).nullable(),
      todayOn: z.string(),
      /** Until when mails wait, while nobody has been told; null: it can no longer be taken back. */
      undoUntil: z.string().nullable(),
      /** How many mails have left or are leaving, how many people were told by telephone, how many have chosen. */
      told: z.strictObject({ mails: z.number(), calls: z.number(), chosen: z.number() }),
      mayChange: z.boolean(),
      mayGrant: z.boolean(),
      sessions: z.array(
        z.strictObject({
          awaySessionId: z.string(),
          was: z.string(),
          clients: z.array(z.strictObject({ id: z.string(), name: z.string() })),
          state: sessionState,
          chosen: z.string().nullable(),
          times: z.array(
            z.strictObject({
              id: z.string(),
              when: z.string(),
              with: z.string(),
              until: z.string(),
              /** A colleague has been asked and has not answered; `isMine`: the caller is that colleague. */
              isAsked: z.boolean(),
              isMine: z.boolean(),
            }),
          ),
          /** A colleague who stands in can be asked to see them meanwhile. */
          mayAsk: z.boolean(),
        }),
      ),
      messages: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          route: routeSchema,
          words: z.string(),
          state: z.enum(['waits', 'left', 'failed', 'to-tell', 'left-message', 'no-answer', 'told', 'undone']),
          isBack: z.boolean(),
        }),
      ),
      covers: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          isSelf: z.boolean(),
          when: z.string(),
          isOver: z.boolean(),
          reads: z.enum(['frame', 'record']),
          grantedBy: z.string().nullable(),
        }),
      ),
      colleagues: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId, roles } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const away = await reachAway(ctx, input.awayId, { orCover: true });
    const now = ctx.now();
    const at = dateOf(now);
    const where = { practiceId, awayId: away.id };
    const [sessions, messages, covers, colleagues] = await Promise.all([
      ctx.db.awaySession.findMany({
        where,
        orderBy: [{ session: { startsAt: 'asc' } }, { id: 'asc' }],
        select: {
          id: true,
          state: true,
          session: {
            select: {
              startsAt: true,
              endsAt: true,
              zone: true,
              sessionParticipantAsSession: {
                orderBy: { id: 'asc' },
                select: { client: { select: { id: true, shortName: true } } },
              },
            },
          },
          chosenSession: { select: { startsAt: true, zone: true } },
          awayTimeAsSession: {
            where: { state: { in: ['held', 'asked'] }, lapsesAt: { gt: at } },
            orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
            include: { therapist: { select: { shortName: true } } },
          },
        },
      }),
      ctx.db.awayMessage.findMany({
        where: { ...where, client: { state: { not: 'erased' } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: { client: { select: { shortName: true } }, outbox: { select: { state: true } } },
      }),
      ctx.db.cover.findMany({
        where,
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        include: { cover: { select: { shortName: true } }, grantedBy: { select: { shortName: true } } },
      }),
      ctx.db.staffMember.findMany({
        where: {
          practiceId,
          state: 'active',
          id: { not: away.staffId },
          staffRoleAsStaff: { some: { role: 'therapist' } },
        },
        select: { id: true, shortName: true },
        orderBy: [{ shortName: 'asc' }, { id: 'asc' }],
        take: 300,
      }),
    ]);
    await ctx.vault.loadKeys([...new Set(messages.map(({ clientId }) => clientId))]);
    const shown = await Promise.all(
      messages.map(async (row) => ({
        id: row.id,
        name: row.client.shortName,
        route: routeSchema.parse(row.route),
        words: await ctx.vault.open(
          row.clientId,
          { table: 'away_message', column: 'words_sealed', rowId: row.id },
          row.wordsSealed,
        ),
        state: messageState(row.state, row.outbox?.state ?? null),
        isBack: row.occasion === 'back',
      })),
    );
    const told = {
      mails: messages.filter(
        ({ outbox }) => outbox !== null && outbox.state !== 'queued' && outbox.state !== 'not-safe',
      ).length,
      calls: messages.filter(({ state }) => state === 'told' || state === 'left-message').length,
      chosen: sessions.filter(({ state }) => state === 'chosen' || state === 'left').length,
    };
    const isOwn = away.staffId === staffId;
    const mayChange = isOwn || roles.some((role) => role === 'manager' || role === 'front-desk');
    // Once a colleague gives their times, the people of that session have a mail of it.
    const isGiven = sessions.some(({ awayTimeAsSession: times }) =>
      times.some(({ therapistId, state }) => state === 'held' && therapistId !== away.staffId),
    );
    const canUndo = away.state === 'standing' && !isGiven && told.mails + told.calls + told.chosen === 0;
    const waiting = messages.filter(({ outbox }) => outbox?.state === 'queued');
    return {
      id: away.id,
      staff: { id: away.staffId, name: away.staff.shortName, isSelf: isOwn },
      when: spanWords(away, zone),
      lastDay: lastDayWords(away.endsAt, zone),
      phase: phaseOf(away, at),
      kind: seesWhy(ctx, away.staffId) ? z.enum(awayKinds).parse(away.kind) : null,
      todayOn: localOn(now, zone),
      undoUntil:
        canUndo && mayChange
          ? waiting.length > 0
            ? timeLabel(instantOf(away.startedAt).add({ seconds: 120 }), zone)
            : 'somebody is told'
          : null,
      told,
      mayChange,
      mayGrant: isOwn || roles.includes('clinical-lead'),
      sessions: sessions.map((row) => ({
        awaySessionId: row.id,
        was: localRangeLabel(instantOf(row.session.startsAt), instantOf(row.session.endsAt), row.session.zone),
        clients: row.session.sessionParticipantAsSession.map(({ client }) => ({
          id: client.id,
          name: client.shortName,
        })),
        state: sessionState.parse(row.state),
        chosen: row.chosenSession && localLabel(instantOf(row.chosenSession.startsAt), row.chosenSession.zone),
        times: row.awayTimeAsSession.map((time) => ({
          id: time.id,
          when: localLabel(instantOf(time.startsAt), row.session.zone),
          with: time.therapist.shortName,
          until: localLabel(instantOf(time.lapsesAt), zone),
          isAsked: time.state === 'asked',
          isMine: time.therapistId === staffId,
        })),
        mayAsk:
          mayChange &&
          ['told', 'offered', 'lapsed'].includes(row.state) &&
          row.session.startsAt > at &&
          !row.awayTimeAsSession.some(({ therapistId }) => therapistId !== away.staffId),
      })),
      messages: shown,
      covers: covers.map((row) => ({
        id: row.id,
        name: row.cover.shortName,
        isSelf: row.coverId === staffId,
        when: row.endsAt > row.startsAt ? spanWords(row, zone) : `from ${dateLabel(localOn(row.startsAt, zone))}`,
        isOver: row.endsAt <= at,
        reads: z.enum(['frame', 'record']).parse(row.reads),
        grantedBy: row.grantedBy?.shortName ?? null,
      })),
      colleagues: colleagues.map(({ id, shortName }) => ({ id, name: shortName })),
    };
  });

function messageState(state: string, outbox: string | null) {
  if (state !== 'mailed') return state as 'to-tell';
  if (outbox === 'sent') return 'left' as const;
  return outbox === 'dead' || outbox === 'not-safe' ? ('failed' as const) : ('waits' as const);
}
