import { wishesSchema } from '@heather/allocation';
import { dateOnSchema, fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { localDateOn } from '@heather/scheduling';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';

const done = z.strictObject({ done: z.literal(true) });

async function lockWaiting(tx: WriteTransaction, id: string, states: readonly string[]) {
  await lockName(tx, `entry:${tx.practiceId}:${id}`);
  const entry = await tx.waitingListEntry.findFirst({
    where: { practiceId: tx.practiceId, id },
    select: { id: true, clientId: true, enquiryId: true, state: true },
  });
  if (!entry) return fail('not-found');
  return states.includes(entry.state) ? entry : fail('wrong-order', { state: entry.state });
}

async function noteChange(tx: WriteTransaction, entry: { id: string; clientId: string }, change: string) {
  await tx.audit('entry.changed', {
    subjectType: 'entry',
    subjectId: entry.id,
    clientId: entry.clientId,
    changes: [change],
  });
}

/** The day on which the person hears from us next, as they were told. */
export const setNextContact = staffProcedure('allocation.setNextContact')
  .input(z.strictObject({ entryId: idSchema('entry'), nextContactOn: dateOnSchema.nullable() }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const entry = await lockWaiting(tx, input.entryId, ['waiting', 'offered']);
      const today = localDateOn(tx.now(), ctx.practice.timeZone);
      if (input.nextContactOn !== null && input.nextContactOn < today) return fail('scheduling/in-the-past');
      await tx.waitingListEntry.updateMany({
        where: { practiceId: tx.practiceId, id: entry.id },
        data: { nextContactOn: input.nextContactOn && new Date(`${input.nextContactOn}T00:00:00Z`) },
      });
      await noteChange(tx, entry, 'next_contact_on');
      return { done: true as const };
    }),
  );

/** What they asked for, as they say it now. */
export const setWishes = staffProcedure('allocation.setWishes')
  .input(z.strictObject({ entryId: idSchema('entry'), wishes: wishesSchema }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const entry = await lockWaiting(tx, input.entryId, ['waiting', 'offered']);
      await tx.waitingListEntry.updateMany({
        where: { practiceId: tx.practiceId, id: entry.id },
        data: { wishes: input.wishes },
      });
      await noteChange(tx, entry, 'wishes');
      return { done: true as const };
    }),
  );

export const leftReasons = ['found-help-elsewhere', 'changed-mind', 'could-not-reach', 'we-cannot-help'] as const;

/** Off the list, with a reason. An open offer is withdrawn first, by name. */
export const closeEntry = staffProcedure('allocation.closeEntry')
  .input(z.strictObject({ entryId: idSchema('entry'), reason: z.enum(leftReasons) }))
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const entry = await lockWaiting(tx, input.entryId, ['waiting']);
      const { practiceId } = tx;
      await tx.waitingListEntry.updateMany({
        where: { practiceId, id: entry.id },
        data: {
          state: 'left',
          leftReason: input.reason,
          leftAt: new Date(tx.now().epochMilliseconds),
          nextContactOn: null,
        },
      });
      await tx.client.updateMany({
        where: { practiceId, id: entry.clientId, state: 'waiting' },
        data: { state: 'withdrawn' },
      });
      await tx.audit('entry.closed', {
        subjectType: 'entry',
        subjectId: entry.id,
        clientId: entry.clientId,
        changes: ['state'],
        facts: { reason: input.reason },
      });
      return { done: true as const };
    }),
  );
