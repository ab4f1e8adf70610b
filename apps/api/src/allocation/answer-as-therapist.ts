import { declineReasonSchema } from '@heather/allocation';
import { idSchema, lineSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { lockOffer } from './load-offer.ts';
import { offerToClient } from './send-to-client.ts';
import { stepOffer } from './step-offer.ts';

const answered = z.strictObject({ state: z.string() });

/** The therapist says yes and the offer goes to the client at once. With a conflict of role a yes is refused, to them alone. */
export const acceptOffer = staffProcedure('allocation.acceptOffer')
  .input(z.strictObject({ offerId: idSchema('offer'), hasConflictOfRole: z.boolean() }))
  .output(answered)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const offer = await lockOffer(tx, input.offerId, { therapistId: ctx.actor.staffId });
      // Said before, and on its way: the same answer again changes nothing.
      if (!input.hasConflictOfRole && offer.state === 'offered-to-client') return { state: offer.state };
      const { hasConflictOfRole } = input;
      const outcome = await stepOffer(tx, offer, { type: 'therapist-accepts', hasConflictOfRole });
      await offerToClient(tx, { ...offer, state: outcome.state });
      return { state: 'offered-to-client' };
    }),
  );

/**
 * The therapist says no. What everybody else reads is the coded reason; a conflict of role and any words about it are sealed and open
 * to their author alone, and the reason then reads as "not able", like anybody's.
 */
export const declineOffer = staffProcedure('allocation.declineOffer')
  .input(
    z.strictObject({
      offerId: idSchema('offer'),
      reason: declineReasonSchema,
      hasConflictOfRole: z.boolean(),
      privateWords: lineSchema(500).nullable(),
    }),
  )
  .output(answered)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const offer = await lockOffer(tx, input.offerId, { therapistId: ctx.actor.staffId });
      const { reason, hasConflictOfRole, privateWords } = input;
      // Sealed for every decline, so that not even the presence of a value tells anything.
      const privateReasonSealed = await tx.vault.seal(
        offer.clientId,
        { table: 'offer', column: 'private_reason_sealed', rowId: offer.id },
        JSON.stringify({ hasConflictOfRole, words: privateWords ?? '' }),
      );
      const outcome = await stepOffer(
        tx,
        offer,
        {
          type: 'therapist-declines',
          reason,
          hasConflictOfRole,
          ...(privateWords && { privateWords }),
        },
        { declineReason: hasConflictOfRole ? 'not-able' : reason, privateReasonSealed },
      );
      return { state: outcome.state };
    }),
  );
