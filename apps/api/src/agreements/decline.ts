import { decideDecline } from '@heather/consent';
import { idSchema } from '@heather/core';
import { z } from 'zod';
import { queueMail } from '../mail/queue-mail.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { revokeLinks } from './links.ts';
import { lapseChanges } from './load-changes.ts';
import { changePack, lockPack, must, staffPage, writeEvents } from './load-pack.ts';
import { doneSchema } from './shapes.ts';

/** The client says no to the agreement, without a reason. Twice is once. */
export const decline = clientProcedure('agreements.decline')
  .input(z.strictObject({ packId: idSchema('pack') }))
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { packId } = input;
    return ctx.write(async (tx) => {
      const { row, pack } = await lockPack(tx, packId, { clientId });
      const by = { channel: 'online', actorKind: 'client', actorId: clientId } as const;
      const outcome = must(decideDecline(pack, by, tx.now()));
      if (outcome.already) return { done: true as const };
      await changePack(tx, row, { state: 'declined', draftSealed: null, draftSavedAt: null });
      await writeEvents(tx, clientId, outcome.events);
      await tx.workingAgreement.updateMany({
        where: { practiceId, id: row.workingAgreementId, state: 'sent' },
        data: { state: 'declined' },
      });
      await lapseChanges(tx, row.workingAgreementId);
      await revokeLinks(tx, { clientId, packId });
      await tx.audit('agreement.declined', { subjectType: 'pack', subjectId: packId, clientId, changes: ['state'] });
      await queueMail(tx, {
        staffId: row.workingAgreement.therapistId,
        template: 'something-to-read',
        params: { url: staffPage(tx, clientId) },
        key: `agreement-declined:${packId}`,
      });
      return { done: true as const };
    });
  });
