import { randomUUID } from 'node:crypto';
import { decideWish, sessionWishSchema } from '@heather/alliance';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { dateOf, instantOf } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';

const toCome = ['planned', 'moved'];
const wishPlace = (rowId: string) => ({ table: 'session_wish', column: 'words_sealed', rowId });

/** My next session and the line I have written for it, if any. */
export const wish = clientProcedure('checkIns.wish')
  .output(
    z
      .strictObject({ sessionId: z.string(), startsAt: z.string(), when: z.string(), words: z.string().nullable() })
      .nullable(),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const next = await ctx.db.sessionParticipant.findFirst({
      where: { practiceId, clientId, startsAt: { gt: dateOf(ctx.now()) }, session: { status: { in: toCome } } },
      orderBy: { startsAt: 'asc' },
      select: { session: { select: { id: true, startsAt: true } } },
    });
    if (!next) return null;
    const { id: sessionId, startsAt } = next.session;
    const row = await ctx.db.sessionWish.findFirst({ where: { practiceId, clientId, sessionId } });
    const words = row && (await ctx.vault.open(clientId, wishPlace(row.id), row.wordsSealed));
    const when = localLabel(instantOf(startsAt), ctx.practice.timeZone);
    return { sessionId, startsAt: startsAt.toISOString(), when, words };
  });

/** "Today I'd like …": one line for a session to come; an empty one takes it back. Two tabs: the last one counts. */
export const writeWish = clientProcedure('checkIns.writeWish')
  .input(z.strictObject({ sessionId: idSchema('session'), words: sessionWishSchema }))
  .output(z.strictObject({ words: z.string().nullable() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { sessionId } = input;
    const own = await ctx.db.sessionParticipant.findFirst({
      where: { practiceId, clientId, sessionId },
      select: { session: { select: { startsAt: true, status: true } } },
    });
    if (!own) return fail('not-found');
    const { startsAt, status } = own.session;
    const session = { startsAt: instantOf(startsAt), takesPlace: toCome.includes(status) };
    const decision = decideWish(input.words, session, ctx.now());
    if (!decision.ok) return fail(decision.code, decision.details);
    const words = decision.value;
    return ctx.write(async (tx) => {
      const where = { practiceId, clientId, sessionId };
      await lockName(tx, `wish:${sessionId}:${clientId}`);
      const before = await tx.sessionWish.findFirst({ where, select: { id: true } });
      if (words === null) {
        await tx.sessionWish.deleteMany({ where });
      } else {
        const id = before?.id ?? randomUUID();
        const wordsSealed = await tx.vault.seal(clientId, wishPlace(id), words);
        const writtenAt = dateOf(tx.now());
        if (before) await tx.sessionWish.updateMany({ where, data: { wordsSealed, writtenAt } });
        else await tx.sessionWish.create({ data: { ...where, id, wordsSealed, writtenAt } });
      }
      await tx.audit('line-for-today.written', { subjectType: 'session', subjectId: sessionId, clientId });
      return { words };
    });
  });
