import { z } from 'zod';
import { staffProcedure } from '../trpc/procedures.ts';
import { enquirySchema } from './enquiry-input.ts';
import { keepEnquiry } from './keep-enquiry.ts';

/** Taken down for somebody on the telephone, who may have no e-mail at all. The words go in and do not come back to who typed them. */
export const add = staffProcedure('enquiries.add')
  .input(z.strictObject({ enquiry: enquirySchema }))
  .output(z.strictObject({ enquiryId: z.string() }))
  .mutation(({ ctx, input }) =>
    keepEnquiry(ctx.write, input.enquiry, {
      source: 'telephone',
      recordedById: ctx.actor.staffId,
      noticeVersionId: null,
    }),
  );
