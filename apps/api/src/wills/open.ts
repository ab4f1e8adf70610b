import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { twoTrustees } from '@heather/policy';
import { localLabel } from '@heather/scheduling';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { instantOf } from '../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { findWills, mayStop, openingOf, reasons, trusteesOf, type Will } from './load-will.ts';

const openingSchema = z.strictObject({
  id: z.string(),
  state: z.enum(['asked', 'open']),
  reason: z.enum(reasons),
  askedBy: z.string(),
  /** The caller has said it already. */
  isMine: z.boolean(),
  /** Until when the other may say the same, or until when it is open. */
  until: z.string(),
});

/** Wills in which one is named, and those that are being opened just now that one may stop. */
export const entrusted = staffProcedure('wills.entrusted')
  .output(
    z.strictObject({
      wills: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          other: z.string(),
          inForce: z.boolean(),
          opening: openingSchema.nullable(),
        }),
      ),
      watched: z.array(z.strictObject({ id: z.string(), name: z.string(), opening: openingSchema })),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const watches = ctx.actor.roles.some((role) => role === 'manager' || role === 'clinical-lead');
    const [own, live] = await Promise.all([
      findWills(ctx.db, { practiceId, OR: [{ firstTrusteeId: staffId }, { secondTrusteeId: staffId }] }),
      findWills(ctx.db, {
        practiceId,
        ...(!watches && { staffId }),
        willOpeningAsWill: { some: { state: { in: ['asked', 'open'] } } },
      }),
    ]);
    return {
      wills: own.map((will) => ({
        id: will.id,
        name: will.staff.shortName,
        other: (will.firstTrusteeId === staffId ? will.secondTrustee : will.firstTrustee).shortName,
        inForce: isInForce(will),
        opening: shownOpening(ctx, will),
      })),
      watched: live.flatMap((will) => {
        const opening = shownOpening(ctx, will);
        return opening ? [{ id: will.id, name: will.staff.shortName, opening }] : [];
      }),
    };
  });

const isInForce = ({ firstTrustee, secondTrustee }: Will) =>
  firstTrustee.state === 'active' && secondTrustee.state === 'active';

function shownOpening(ctx: StaffContext, will: Will): z.infer<typeof openingSchema> | null {
  const [row] = will.willOpeningAsWill;
  if (!row || !twoTrustees.isLive(openingOf(row), ctx.now().epochMilliseconds)) return null;
  const { staffId } = ctx.actor;
  return {
    id: row.id,
    state: z.enum(['asked', 'open']).parse(row.state),
    reason: z.enum(reasons).parse(row.reason),
    askedBy: row.askedBy.shortName,
    isMine: row.askedById === staffId || row.secondById === staffId,
    until: localLabel(instantOf(row.closesAt ?? row.lapsesAt), ctx.practice.timeZone),
  };
}

/**
 * One trustee says that the will must be opened; when the other has said the same, it is. Both wants a fresh proof that it is them. Both at
 * once is one opening, one of them twice is one voice. The clinical lead, the manager and the therapist are told at each step.
 * @throws not-found for whoever is no trustee; will/not-in-force when the other has left; conflict when the other gave another reason
 */
export const press = staffProcedure('wills.press')
  .input(z.strictObject({ willId: idSchema('will'), reason: z.enum(reasons) }))
  .output(z.strictObject({ openingId: z.string(), state: z.enum(['asked', 'open']) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId: by } = ctx.actor;
      const standing = await tx.clinicalWill.findFirst({
        where: { practiceId, id: input.willId, endedAt: null },
        select: { staffId: true },
      });
      if (!standing) return fail('not-found');
      // The second of two at once waits here, and then reads what the first did.
      await lockName(tx, `will:${practiceId}:${standing.staffId}`);
      const [will] = await findWills(tx, { practiceId, id: input.willId });
      if (!will) return fail('not-found');
      const [latest] = will.willOpeningAsWill;
      const at = tx.now().epochMilliseconds;
      const decision = twoTrustees.press(latest ? openingOf(latest) : null, {
        trustees: trusteesOf(will),
        by,
        reason: input.reason,
        at,
      });
      if (decision.kind === 'nothing-here') return fail('not-found');
      if (!isInForce(will)) return fail('will/not-in-force');
      if (decision.kind === 'other-reason') return fail('conflict', { reason: decision.reason });
      if (decision.kind === 'same')
        return { openingId: latest?.id ?? '', state: z.enum(['asked', 'open']).parse(latest?.state) };
      if (decision.kind === 'ask') {
        if (latest && ['asked', 'open'].includes(latest.state)) await runOut(tx, latest);
        const openingId = randomUUID();
        await tx.willOpening.create({
          data: {
            practiceId,
            id: openingId,
            willId: will.id,
            reason: input.reason,
            state: 'asked',
            askedById: by,
            askedAt: new Date(at),
            lapsesAt: new Date(decision.lapsesAt),
          },
        });
        await tx.audit('clinical-will.asked', {
          subjectType: 'opening',
          subjectId: openingId,
          facts: { reason: input.reason },
        });
        await tellOf(tx, will, openingId, 'asked');
        return { openingId, state: 'asked' as const };
      }
      const openingId = latest?.id ?? '';
      const { count } = await tx.willOpening.updateMany({
        where: { practiceId, id: openingId, state: 'asked', askedById: { not: by } },
        data: { state: 'open', secondById: by, openedAt: new Date(at), closesAt: new Date(decision.closesAt) },
      });
      if (count !== 1) return fail('conflict');
      await tx.audit('clinical-will.opened', { subjectType: 'opening', subjectId: openingId });
      await tellOf(tx, will, openingId, 'open');
      return { openingId, state: 'open' as const };
    }),
  );

/** A trustee takes back or closes; the therapist, the clinical lead or the manager stops it. Ends to the second. */
export const end = staffProcedure('wills.end')
  .input(z.strictObject({ openingId: idSchema('opening') }))
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { staffId: by } = ctx.actor;
      const found = await tx.willOpening.findFirst({
        where: { practiceId, id: input.openingId },
        select: { will: { select: { staffId: true } } },
      });
      if (!found) return fail('not-found');
      await lockName(tx, `will:${practiceId}:${found.will.staffId}`);
      const row = await tx.willOpening.findFirst({
        where: { practiceId, id: input.openingId },
        include: { will: true },
      });
      if (!row) return fail('not-found');
      const at = tx.now().epochMilliseconds;
      const decision = twoTrustees.end(openingOf(row), {
        trustees: trusteesOf(row.will),
        by,
        mayStop: mayStop(ctx, row.will),
        at,
      });
      if (decision.kind === 'nothing-here') return fail('not-found');
      if (decision.kind === 'same') return { done: true as const };
      await tx.willOpening.updateMany({
        where: { practiceId, id: row.id, endedAt: null },
        data: { state: decision.kind, endedById: by, endedAt: new Date(at) },
      });
      await tx.audit(`clinical-will.${decision.kind}`, { subjectType: 'opening', subjectId: row.id });
      const [will] = await findWills(tx, { practiceId, id: row.willId });
      if (will) await tellOf(tx, will, row.id, 'ended');
      return { done: true as const };
    }),
  );

/** What ran out by the clock is written down as such. */
export async function runOut(
  tx: WriteTransaction,
  row: { id: string; state: string; lapsesAt: Date; closesAt: Date | null },
): Promise<void> {
  const state = row.state === 'open' ? 'closed' : 'lapsed';
  const { count } = await tx.willOpening.updateMany({
    where: { practiceId: tx.practiceId, id: row.id, state: row.state, endedAt: null },
    data: { state, endedAt: row.closesAt ?? row.lapsesAt },
  });
  if (count > 0) await tx.audit(`clinical-will.${state}`, { subjectType: 'opening', subjectId: row.id });
}

/** Neutral, at once, to the therapist, both trustees, the clinical lead and the manager, but not to whoever pressed. */
async function tellOf(tx: WriteTransaction, will: Will, openingId: string, step: string): Promise<void> {
  const { practiceId, actor, shell } = tx;
  const keepers = await tx.staffMember.findMany({
    where: { practiceId, state: 'active', staffRoleAsStaff: { some: { role: { in: ['manager', 'clinical-lead'] } } } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 20,
  });
  const all = [will.staffId, ...trusteesOf(will), ...keepers.map(({ id }) => id)];
  for (const staffId of new Set(all)) {
    if (actor.kind === 'staff' && actor.staffId === staffId) continue;
    await queueMail(tx, {
      staffId,
      template: 'something-to-read',
      params: { url: `${shell.addresses.staffUrl}/clinical-will/entrusted` },
      key: `will-opening:${openingId}:${step}:${staffId}`,
    });
  }
}
