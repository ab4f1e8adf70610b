import { randomUUID } from 'node:crypto';
import { dateOnSchema, fail, idSchema, textSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { dateOf, localOn } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import { lockPerson } from '../erasure/destroy.ts';

const kinds = ['legal-claim', 'complaint', 'insurance', 'regulator', 'safeguarding'] as const;
const place = (rowId: string) => ({ table: 'retention_hold', column: 'reason_sealed', rowId });

/** A hold for safeguarding is the clinical lead's: for others a record is held, and by whom, and no more. */
const isLead = (ctx: StaffContext) => ctx.actor.roles.includes('clinical-lead');

export const holdSchema = z.strictObject({
  holdId: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  /** Null where the kind itself is not for the caller. */
  kind: z.enum(kinds).nullable(),
  reason: z.string().nullable(),
  placedBy: z.string(),
  placedAt: z.string(),
  reviewOn: z.string(),
  /** The day on which somebody meant to look again has come. */
  isForReview: z.boolean(),
});

const withNames = {
  client: { select: { firstName: true, lastName: true } },
  placedBy: { select: { shortName: true } },
} as const;

/** Holds that stand, of one person or of the practice, the next to be looked at first. */
export async function loadHolds(
  ctx: StaffContext,
  clientIds?: readonly string[],
): Promise<z.input<typeof holdSchema>[]> {
  const { practiceId } = ctx.actor;
  const rows = await ctx.db.retentionHold.findMany({
    where: { practiceId, liftedAt: null, ...(clientIds && { clientId: { in: [...clientIds] } }) },
    include: withNames,
    orderBy: [{ reviewOn: 'asc' }, { id: 'asc' }],
    take: 200,
  });
  const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
  return Promise.all(
    rows.map(async (row) => {
      const isHidden = row.kind === 'safeguarding' && !isLead(ctx);
      return {
        holdId: row.id,
        clientId: row.clientId,
        clientName: `${row.client.firstName} ${row.client.lastName}`,
        kind: isHidden ? null : (row.kind as (typeof kinds)[number]),
        reason: isHidden ? null : await ctx.vault.open(row.clientId, place(row.id), row.reasonSealed as Ciphertext),
        placedBy: row.placedBy.shortName,
        placedAt: row.placedAt.toISOString(),
        reviewOn: row.reviewOn.toISOString().slice(0, 10),
        isForReview: row.reviewOn.toISOString().slice(0, 10) <= todayOn,
      };
    }),
  );
}

export const holds = staffProcedure('retention.holds')
  .output(z.strictObject({ maySayWhy: z.boolean(), holds: z.array(holdSchema) }))
  .query(async ({ ctx }) => ({ maySayWhy: isLead(ctx), holds: await loadHolds(ctx) }));

/**
 * From now on nothing of this record is destroyed. A destruction that was confirmed goes back to the list; one under way at this moment
 * is either stopped by it or was done first, and then there is nothing here any more.
 */
export const placeHold = staffProcedure('retention.placeHold')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      kind: z.enum(kinds),
      reason: textSchema(500, 1),
      reviewOn: dateOnSchema,
      saveKey: z.uuid(),
    }),
  )
  .output(z.strictObject({ holdId: z.string() }))
  .mutation(({ ctx, input }) => {
    if (input.reviewOn <= localOn(ctx.now(), ctx.practice.timeZone)) return fail('rights/not-in-future');
    if (input.kind === 'safeguarding' && !isLead(ctx)) return fail('forbidden');
    return ctx.write(async (tx) => {
      const { practiceId } = tx;
      const { clientId, kind, saveKey } = input;
      const ids = await lockPerson(tx, practiceId, clientId);
      const client = await tx.client.findFirst({
        where: { practiceId, id: clientId, state: { not: 'erased' } },
        select: { id: true },
      });
      if (!client) return fail('not-found');
      const done = await tx.retentionHold.findFirst({ where: { practiceId, saveKey }, select: { id: true } });
      if (done) return { holdId: done.id };
      const id = randomUUID();
      await tx.retentionHold.createMany({
        data: [
          {
            practiceId,
            id,
            clientId,
            kind,
            saveKey,
            reasonSealed: await tx.vault.seal(clientId, place(id), input.reason),
            reviewOn: new Date(`${input.reviewOn}T00:00:00Z`),
            placedById: ctx.actor.staffId,
            placedAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('hold.placed', { subjectType: 'hold', subjectId: id, clientId });
      const { count } = await tx.destruction.updateMany({
        where: { practiceId, clientId: { in: ids }, state: 'confirmed' },
        data: {
          state: 'listed',
          stoppedBy: 'hold',
          confirmedById: null,
          confirmedAt: null,
          destroyAfterAt: null,
          version: { increment: 1 },
        },
      });
      if (count > 0)
        await tx.audit('destruction.stopped', {
          subjectType: 'hold',
          subjectId: id,
          clientId,
          facts: { because: 'hold' },
        });
      return { holdId: id };
    });
  });

/** Nothing holds it any more by this; another hold still does. A hold for safeguarding is lifted by a clinical lead. */
export const liftHold = staffProcedure('retention.liftHold')
  .input(z.strictObject({ holdId: idSchema('hold') }))
  .output(z.strictObject({ lifted: z.literal(true) }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { practiceId } = tx;
      const row = await tx.retentionHold.findFirst({ where: { practiceId, id: input.holdId } });
      if (!row) return fail('not-found');
      if (row.kind === 'safeguarding' && !isLead(ctx)) return fail('forbidden');
      const { count } = await tx.retentionHold.updateMany({
        where: { practiceId, id: row.id, liftedAt: null },
        data: { liftedAt: dateOf(tx.now()), liftedById: ctx.actor.staffId },
      });
      if (count > 0) await tx.audit('hold.lifted', { subjectType: 'hold', subjectId: row.id, clientId: row.clientId });
      return { lifted: true };
    }),
  );
