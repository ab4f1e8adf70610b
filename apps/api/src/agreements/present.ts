import { decidePresent } from '@heather/consent';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { clientProcedure } from '../trpc/procedures.ts';
import { lockPack, must, writeEvents } from './load-pack.ts';
import { doneSchema } from './shapes.ts';

/** The words stand on the screen of the person they are for. Called by the page after sign-in; noted once. */
export const present = clientProcedure('agreements.present')
  .input(z.strictObject({ packId: idSchema('pack') }))
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { clientId } = ctx.actor;
    return ctx.write(async (tx) => {
      const { pack, records } = await lockPack(tx, input.packId, { clientId });
      if (records.agreement.consentEventAsRecord.some(({ type }) => type === 'presented'))
        return { done: true as const };
      const by = { channel: 'online', actorKind: 'client', actorId: clientId } as const;
      const { events } = must(decidePresent(pack, by, tx.now()));
      await writeEvents(tx, clientId, events);
      await tx.audit('agreement.opened', { subjectType: 'pack', subjectId: input.packId, clientId });
      return { done: true as const };
    });
  });
