import { fail, idSchema, regulatorOf } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { localOn } from '../../measures/instants.ts';
import { clientProcedure } from '../../trpc/procedures.ts';
import {
  clockOf,
  clockSchema,
  complaintPlace,
  dayDate,
  dayOf,
  loadSteps,
  outcomeSchema,
  stateSchema,
  stepSchema,
} from './complaint-row.ts';
import { addStep, lockComplaint } from './handle.ts';

/** One's own complaints with what was told, whom one may name, and where else one may go. */
export const mine = clientProcedure('complaints.mine')
  .output(
    z.strictObject({
      complaints: z.array(
        z.strictObject({
          complaintId: z.string(),
          number: z.number(),
          receivedOn: z.string(),
          words: z.string(),
          state: stateSchema,
          outcome: outcomeSchema.nullable(),
          clock: clockSchema,
          steps: z.array(stepSchema),
        }),
      ),
      people: z.array(z.strictObject({ staffId: z.string(), name: z.string() })),
      regulator: z.strictObject({
        name: z.string(),
        address: z.string(),
        telephone: z.string(),
        web: z.string(),
        office: z.string().nullable(),
      }),
    }),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const todayOn = localOn(ctx.now(), ctx.practice.timeZone);
    const [rows, people] = await Promise.all([
      ctx.db.complaint.findMany({ where: { practiceId, clientId }, orderBy: { number: 'desc' }, take: 50 }),
      // Row-level security shows a client their own therapists, and nobody else.
      ctx.db.staffMember.findMany({
        where: { practiceId },
        select: { id: true, shortName: true },
        orderBy: { shortName: 'asc' },
      }),
    ]);
    const complaints = await Promise.all(
      rows.map(async (row) => ({
        complaintId: row.id,
        number: row.number,
        receivedOn: dayOf(row.receivedOn) ?? '',
        words: await ctx.vault.open(clientId, complaintPlace(row.id), row.wordsSealed as Ciphertext),
        state: row.state as z.output<typeof stateSchema>,
        outcome: row.outcome as z.output<typeof outcomeSchema> | null,
        clock: clockOf(row, todayOn),
        steps: await loadSteps(ctx, practiceId, row.id),
      })),
    );
    return {
      complaints,
      people: people.map(({ id, shortName }) => ({ staffId: id, name: shortName })),
      regulator: regulatorOf(ctx.practice.nation),
    };
  });

/** Taken back by whoever made it. Asked again it is the same. */
export const withdraw = clientProcedure('complaints.withdraw')
  .input(z.strictObject({ complaintId: idSchema('complaint'), saveKey: z.uuid() }))
  .output(z.strictObject({ state: z.literal('withdrawn') }))
  .mutation(({ ctx, input }) => {
    const { clientId } = ctx.actor;
    // Steps that its handler alone sees are in the way of counting: the worker writes this one.
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const { practiceId } = tx;
        await lockComplaint(tx, input.complaintId);
        const row = await tx.complaint.findFirst({ where: { practiceId, id: input.complaintId, clientId } });
        if (!row) return fail('not-found');
        if (row.state === 'withdrawn') return { state: 'withdrawn' as const };
        if (row.state === 'answered') return fail('wrong-order');
        await tx.complaint.updateMany({
          where: { practiceId, id: row.id },
          data: { state: 'withdrawn', closedOn: dayDate(localOn(tx.now(), ctx.practice.timeZone)) },
        });
        await addStep(tx, row, { kind: 'withdrawn', words: null, staffId: null, saveKey: input.saveKey });
        await tx.audit('complaint.withdrawn', { subjectType: 'complaint', subjectId: row.id });
        return { state: 'withdrawn' as const };
      }),
    );
  });
