import { randomUUID } from 'node:crypto';
import { fail, idSchema, textSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { twoTrustees } from '@heather/policy';
import { dateLabel } from '@heather/scheduling';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { dateOf, localOn } from '../measures/instants.ts';
import { staffProcedure } from '../trpc/procedures.ts';
import { findWills, openingOf } from './load-will.ts';

/** It is asked about once a year. */
export const confirmDays = 365;
const person = z.strictObject({ id: z.string(), name: z.string() });
const sealedAt = (rowId: string) => ({ table: 'clinical_will', column: 'instructions_sealed', rowId });

/** One's own clinical will, whom one may name, and whether somebody is opening it. */
export const mine = staffProcedure('wills.mine')
  .output(
    z.strictObject({
      will: z
        .strictObject({
          id: z.string(),
          first: person.extend({ isHere: z.boolean() }),
          second: person.extend({ isHere: z.boolean() }),
          instructions: z.string(),
          confirmedOn: z.string(),
          isDue: z.boolean(),
          isLive: z.boolean(),
        })
        .nullable(),
      colleagues: z.array(person),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const [wills, colleagues] = await Promise.all([
      findWills(ctx.db, { practiceId, staffId }),
      ctx.db.staffMember.findMany({
        where: { practiceId, state: 'active', id: { not: staffId } },
        select: { id: true, fullName: true },
        orderBy: [{ fullName: 'asc' }, { id: 'asc' }],
        take: 500,
      }),
    ]);
    const [will] = wills;
    const [opening] = will?.willOpeningAsWill ?? [];
    const at = ctx.now();
    return {
      will: will
        ? {
            id: will.id,
            first: trustee(will.firstTrustee),
            second: trustee(will.secondTrustee),
            instructions: await ctx.vault.open(null, sealedAt(will.id), will.instructionsSealed),
            confirmedOn: dateLabel(localOn(will.confirmedAt, ctx.practice.timeZone), { withYear: true }),
            isDue: will.confirmedAt.getTime() < at.subtract({ hours: 24 * confirmDays }).epochMilliseconds,
            isLive: twoTrustees.isLive(opening ? openingOf(opening) : null, at.epochMilliseconds),
          }
        : null,
      colleagues: colleagues.map(({ id, fullName }) => ({ id, name: fullName })),
    };
  });

const trustee = ({ id, shortName, state }: { id: string; shortName: string; state: string }) => ({
  id,
  name: shortName,
  isHere: state === 'active',
});

/** Names two trustees and what they should do. What stood before ends with it; while it is being opened it stays as it is. */
export const save = staffProcedure('wills.save')
  .input(
    z.strictObject({
      firstTrusteeId: idSchema('staff'),
      secondTrusteeId: idSchema('staff'),
      instructions: textSchema(4000),
    }),
  )
  .output(z.strictObject({ willId: z.string() }))
  .mutation(({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { firstTrusteeId, secondTrusteeId, instructions } = input;
    if (firstTrusteeId === secondTrusteeId) return fail('bad-input', { fields: ['secondTrusteeId'] });
    if (firstTrusteeId === staffId) return fail('bad-input', { fields: ['firstTrusteeId'] });
    if (secondTrusteeId === staffId) return fail('bad-input', { fields: ['secondTrusteeId'] });
    return ctx.write(async (tx) => {
      await lockName(tx, `will:${practiceId}:${staffId}`);
      const found = await tx.staffMember.count({
        where: { practiceId, state: 'active', id: { in: [firstTrusteeId, secondTrusteeId] } },
      });
      if (found !== 2) return fail('not-found');
      const [will] = await findWills(tx, { practiceId, staffId });
      const [opening] = will?.willOpeningAsWill ?? [];
      const now = tx.now();
      if (opening && twoTrustees.isLive(openingOf(opening), now.epochMilliseconds)) return fail('will/already-live');
      const at = dateOf(now);
      if (will) {
        const same =
          will.firstTrusteeId === firstTrusteeId &&
          will.secondTrusteeId === secondTrusteeId &&
          (await tx.vault.open(null, sealedAt(will.id), will.instructionsSealed)) === instructions;
        // Sent twice is said once.
        if (same) return { willId: will.id };
        await tx.clinicalWill.updateMany({ where: { practiceId, id: will.id }, data: { endedAt: at } });
        await tx.audit('clinical-will.ended', { subjectType: 'will', subjectId: will.id });
      }
      const id = randomUUID();
      const instructionsSealed = await tx.vault.seal(null, sealedAt(id), instructions);
      await tx.clinicalWill.create({
        data: {
          practiceId,
          id,
          staffId,
          firstTrusteeId,
          secondTrusteeId,
          instructionsSealed,
          madeAt: at,
          confirmedAt: at,
        },
      });
      await tx.audit('clinical-will.made', { subjectType: 'will', subjectId: id });
      for (const to of [firstTrusteeId, secondTrusteeId])
        await queueMail(tx, {
          staffId: to,
          template: 'something-to-read',
          params: { url: `${tx.shell.addresses.staffUrl}/clinical-will/entrusted` },
          key: `will:${id}:${to}`,
        });
      return { willId: id };
    });
  });

/** Once a year: it still holds. */
export const confirm = staffProcedure('wills.confirm')
  .output(z.strictObject({ done: z.literal(true) }))
  .mutation(({ ctx }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const [will] = await findWills(tx, { practiceId, staffId: ctx.actor.staffId });
      if (!will) return fail('not-found');
      await tx.clinicalWill.updateMany({ where: { practiceId, id: will.id }, data: { confirmedAt: dateOf(tx.now()) } });
      await tx.audit('clinical-will.confirmed', { subjectType: 'will', subjectId: will.id });
      return { done: true as const };
    }),
  );
