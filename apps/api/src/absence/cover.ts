import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { releaseWhere } from './hold-again.ts';
import { reachAway } from './reach.ts';

const done = z.strictObject({ done: z.literal(true) });
type Dates = { startsAt: Date; endsAt: Date };

/**
 * A colleague covers from one instant to another: contacts, agreements, next sessions and open alerts of the therapist's people are
 * theirs to see, and end with the dates to the second. What was written of the work stays shut until somebody grants it.
 */
export async function nameCover(
  tx: WriteTransaction,
  { awayId, therapistId, coverId, startsAt, endsAt }: { awayId: string; therapistId: string; coverId: string } & Dates,
): Promise<void> {
  const { practiceId } = tx;
  const colleague = await tx.staffMember.findFirst({
    where: { practiceId, id: coverId, state: 'active', staffRoleAsStaff: { some: { role: 'therapist' } } },
    select: { id: true },
  });
  if (!colleague || coverId === therapistId) return fail('not-found');
  const same = await tx.cover.findFirst({
    where: { practiceId, awayId, coverId, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
  });
  // Named twice is named once.
  if (same) return;
  const id = randomUUID();
  await tx.cover.create({ data: { practiceId, id, therapistId, coverId, awayId, startsAt, endsAt } });
  await tx.audit('cover.named', { subjectType: 'cover', subjectId: id, facts: { staffId: coverId } });
  if (tx.actor.kind === 'staff' && tx.actor.staffId === coverId) return;
  await queueMail(tx, {
    staffId: coverId,
    template: 'something-to-read',
    params: { url: `${tx.shell.addresses.staffUrl}/absence/${awayId}` },
    key: `cover:${id}`,
  });
}

/** Somebody stands in, for all that is left of the absence. */
export const addCover = staffProcedure('absence.addCover')
  .input(z.strictObject({ awayId: idSchema('away'), coverId: idSchema('staff') }))
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const away = await reachAway(ctx, input.awayId);
    return ctx.write(async (tx) => {
      await lockName(tx, `away:${tx.practiceId}:${away.staffId}`);
      const now = dateOf(tx.now());
      const current = await tx.timeAway.findFirst({ where: { practiceId: tx.practiceId, id: away.id } });
      if (!current || !['standing', 'ended'].includes(current.state) || current.endsAt <= now)
        return fail('wrong-order');
      const startsAt = new Date(Math.max(current.startsAt.getTime(), now.getTime()));
      const { coverId } = input;
      await nameCover(tx, { awayId: away.id, therapistId: away.staffId, coverId, startsAt, endsAt: current.endsAt });
      return { done: true as const };
    });
  });

/** A cover row that the caller decides on: their own absence's, or any for the desk. @throws not-found */
async function reachCover(ctx: StaffContext, coverRowId: string) {
  const { practiceId } = ctx.actor;
  const cover = await ctx.db.cover.findFirst({ where: { practiceId, id: coverRowId, awayId: { not: null } } });
  if (!cover?.awayId) return fail('not-found');
  await reachAway(ctx, cover.awayId);
  return cover;
}

/** Ends it now, and whatever times of the colleague's were held with it. Whatever they opened stays in the trail; the next thing they ask is answered as to anybody else. */
export const endCover = staffProcedure('absence.endCover')
  .input(z.strictObject({ coverId: idSchema('cover') }))
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const { id, awayId, coverId } = await reachCover(ctx, input.coverId);
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      // One that has not begun ends before it would have.
      const endsAt = dateOf(tx.now());
      const { count } = await tx.cover.updateMany({
        where: { practiceId, id, endsAt: { gt: endsAt } },
        data: { endsAt },
      });
      if (count > 0) {
        await releaseWhere(tx, { therapistId: coverId, awaySession: { awayId: awayId ?? id } });
        await tx.audit('cover.ended', { subjectType: 'cover', subjectId: id });
      }
      return { done: true as const };
    });
  });

/** Notes, measures and goals too, for whoever covers: said by the therapist whose people they are, or by the clinical lead. */
export const grantRecord = staffProcedure('absence.grantRecord')
  .input(z.strictObject({ coverId: idSchema('cover'), reads: z.enum(['frame', 'record']) }))
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const { id, coverId } = await reachCover(ctx, input.coverId);
    // Nobody opens a record for themselves.
    if (coverId === ctx.actor.staffId) return fail('not-found');
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const isGrant = input.reads === 'record';
      const { count } = await tx.cover.updateMany({
        where: { practiceId, id, reads: { not: input.reads }, endsAt: { gt: dateOf(tx.now()) } },
        data: {
          reads: input.reads,
          grantedById: isGrant ? ctx.actor.staffId : null,
          grantedAt: isGrant ? dateOf(tx.now()) : null,
        },
      });
      if (count > 0)
        await tx.audit(isGrant ? 'cover.record-opened' : 'cover.record-closed', {
          subjectType: 'cover',
          subjectId: id,
          facts: { staffId: coverId },
        });
      return { done: true as const };
    });
  });
