import { idSchema } from '@heather/core';
import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { lockOffer } from './load-offer.ts';
import { stepOffer } from './step-offer.ts';

/** The practice takes an offer back: the place is free, the person stands where they stood. */
export const withdraw = staffProcedure('allocation.withdraw')
  .input(z.strictObject({ offerId: idSchema('offer') }))
  .output(z.strictObject({ state: z.string() }))
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const { state } = await stepOffer(tx, await lockOffer(tx, input.offerId), { type: 'withdraw' });
      return { state };
    }),
  );
