import { fail, idSchema } from '@heather/core';
import { localLabel, timeLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { hoursWords } from './affected.ts';
import { routeSchema } from './shapes.ts';

const stateSchema = z.enum(['to-tell', 'left-message', 'no-answer', 'told']);
const most = 200;
/** Somebody who was told stays on the list for the day, so that the desk sees what is done. */
const shownHours = 20;

/**
 * Whom to ring: everybody whom no mail reaches safely, and whoever's mail came back, with what to say and whether a message may be left.
 * Those still to be told first, by the time of the session that falls away.
 */
export const calls = staffProcedure('absence.calls')
  .output(
    z.strictObject({
      left: z.number(),
      calls: z.array(
        z.strictObject({
          messageId: z.string(),
          awayId: z.string(),
          clientId: z.string(),
          name: z.string(),
          therapist: z.string(),
          route: routeSchema,
          /** Their mail came back, or their address is safe no longer. */
          mailFailed: z.boolean(),
          telephone: z.string().nullable(),
          mayLeaveMessage: z.boolean(),
          messageAs: z.string().nullable(),
          hours: z.string().nullable(),
          words: z.string(),
          /** When the first of their sessions would have been. */
          first: z.string().nullable(),
          state: stateSchema,
          tries: z.number(),
          /** "left a message at 09:12", by whom */
          tried: z.string().nullable(),
        }),
      ),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const now = ctx.now();
    const rows = await ctx.db.awayMessage.findMany({
      where: {
        practiceId,
        client: { state: { not: 'erased' } },
        ...(ctx.scope !== 'practice' && { away: { staffId } }),
        OR: [
          { state: { in: ['to-tell', 'left-message', 'no-answer'] } },
          { state: 'told', triedAt: { gt: dateOf(now.subtract({ hours: shownHours })) } },
          { state: 'mailed', outbox: { state: { in: ['dead', 'not-safe'] } } },
        ],
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: most,
      include: {
        client: { select: { shortName: true, safeContactAsClient: true } },
        triedBy: { select: { shortName: true } },
        away: {
          select: {
            staff: { select: { shortName: true } },
            awaySessionAsAway: {
              select: {
                session: {
                  select: { startsAt: true, zone: true, sessionParticipantAsSession: { select: { clientId: true } } },
                },
              },
              orderBy: { session: { startsAt: 'asc' } },
            },
          },
        },
      },
    });
    await ctx.vault.loadKeys([...new Set(rows.map(({ clientId }) => clientId))]);
    const list = await Promise.all(
      rows.map(async (row) => {
        const contact = row.client.safeContactAsClient;
        const own = row.away.awaySessionAsAway.find(({ session }) =>
          session.sessionParticipantAsSession.some(({ clientId }) => clientId === row.clientId),
        );
        const canRing = contact?.telephoneIsSafe === true || contact?.textIsSafe === true;
        const mailFailed = row.state === 'mailed';
        const tried = row.triedAt && instantOf(row.triedAt);
        const at =
          tried && (localOn(tried, zone) === localOn(now, zone) ? timeLabel(tried, zone) : localLabel(tried, zone));
        return {
          messageId: row.id,
          awayId: row.awayId,
          clientId: row.clientId,
          name: row.client.shortName,
          therapist: row.away.staff.shortName,
          route: routeSchema.parse(mailFailed ? (contact?.telephoneIsSafe ? 'telephone' : 'none') : row.route),
          mailFailed,
          telephone: canRing ? (contact?.telephone ?? null) : null,
          mayLeaveMessage: contact?.mayLeaveMessage ?? false,
          messageAs: contact?.messageAs ?? null,
          hours: hoursWords(contact),
          words: await ctx.vault.open(
            row.clientId,
            { table: 'away_message', column: 'words_sealed', rowId: row.id },
            row.wordsSealed,
          ),
          first: own ? localLabel(instantOf(own.session.startsAt), own.session.zone) : null,
          firstAt: own?.session.startsAt.getTime() ?? 0,
          state: stateSchema.parse(mailFailed ? 'to-tell' : row.state),
          tries: row.tries,
          tried: at && row.triedBy ? `${at}, ${row.triedBy.shortName}` : null,
        };
      }),
    );
    const isOpen = (state: string) => state !== 'told';
    return {
      left: list.filter(({ state }) => isOpen(state)).length,
      calls: list
        .toSorted((a, b) => Number(isOpen(b.state)) - Number(isOpen(a.state)) || a.firstAt - b.firstAt)
        .map(({ firstAt: _, ...one }) => one),
    };
  });

/** What became of ringing somebody. 'told' takes them off the list; the others keep them on it with the time. */
export const noteCall = staffProcedure('absence.noteCall')
  .input(
    z.strictObject({ messageId: idSchema('away-message'), outcome: z.enum(['told', 'left-message', 'no-answer']) }),
  )
  .output(z.strictObject({ state: stateSchema, tries: z.number() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId } = ctx.actor;
      await tx.$queryRaw`SELECT 1 FROM away_message WHERE practice_id = ${practiceId}::uuid AND id = ${input.messageId}::uuid FOR UPDATE`;
      const row = await tx.awayMessage.findFirst({
        where: { practiceId, id: input.messageId, ...(ctx.scope !== 'practice' && { away: { staffId } }) },
      });
      if (!row) return fail('not-found');
      if (row.state === 'undone') return fail('wrong-order');
      // Two at the desk who both reach them: the first stands.
      if (row.state === 'told') return { state: 'told' as const, tries: row.tries };
      const tries = row.tries + 1;
      await tx.awayMessage.updateMany({
        where: { practiceId, id: row.id },
        data: { state: input.outcome, tries, triedAt: dateOf(tx.now()), triedById: staffId },
      });
      await tx.audit('absence.call-noted', {
        subjectType: 'message',
        subjectId: row.id,
        clientId: row.clientId,
        facts: { outcome: input.outcome, tries },
      });
      return { state: input.outcome, tries };
    }),
  );
