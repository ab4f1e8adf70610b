import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { limits, networkOf } from '../auth/rate-limit.ts';
import { publicProcedure } from '../trpc/procedures.ts';
import { enquirySchema } from './enquiry-input.ts';
import { keepEnquiry } from './keep-enquiry.ts';

/** An enquiry from the public page. Answers the same for the first and every further sending, and gives no id away. */
export const make = publicProcedure('enquiries.make')
  .input(z.strictObject({ enquiry: enquirySchema, noticeVersionId: idSchema('template-version').nullable() }))
  .output(z.strictObject({ state: z.literal('received') }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.enquiryPerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
    const { practiceId } = ctx.actor;
    if (input.noticeVersionId !== null) {
      const known = await ctx.db.templateVersion.findFirst({
        where: { practiceId, id: input.noticeVersionId, template: { kind: 'privacy-notice' } },
        select: { id: true },
      });
      if (!known) return fail('not-found');
    }
    await ctx.asWorker((worker) =>
      keepEnquiry(worker.write, input.enquiry, {
        source: 'web',
        recordedById: null,
        noticeVersionId: input.noticeVersionId,
      }),
    );
    return { state: 'received' as const };
  });
