import { nationSchema } from '@heather/confidentiality';
import { fail, isTelling, lineSchema, textSchema } from '@heather/core';
import { isMailAddress, isSendingName, normaliseAddress } from '@heather/mail';
import { workingHoursSchema } from '@heather/outcomes';
import { z } from 'zod';
import { forgetPractice } from '../account/load-identity.ts';
import { staffProcedure } from '../trpc/procedures.ts';

const optional = <T extends z.ZodType<string>>(schema: T) =>
  z.union([z.literal('').transform(() => null), z.null(), schema]);
const done = z.strictObject({ done: z.literal(true) });

const identity = z.strictObject({
  name: lineSchema(120, 1),
  nation: nationSchema,
  controllerName: lineSchema(120, 1),
  controllerAddress: lineSchema(200, 1),
  /** As the regulator's register has it: ZA123456. */
  icoNumber: lineSchema(20, 1).refine((text) => /^[A-Za-z]{1,3}\d{5,8}$/.test(text), 'is not a number of the register'),
  telephone: optional(lineSchema(30, 7)),
  mailFrom: optional(z.string().max(254).transform(normaliseAddress).refine(isMailAddress, 'not an address')),
  /** What stands as the sender of mails. Left out, it stays as it is. */
  mailName: optional(
    lineSchema(40, 1).refine((text) => isSendingName(text) && !isTelling(text), 'says what the practice does'),
  ).optional(),
  crisisText: optional(textSchema(600, 1)),
});
const terms = z.strictObject({
  cancellationWindowHours: z.int().min(0).max(168),
  waitLimitDays: z.int().min(1).max(365),
  offerHoldHours: z.int().min(1).max(336),
  burdenPerWeek: z.int().min(1).max(7),
  /** Without a signed agreement no more than a first session is booked. */
  agreementBlocksBooking: z.boolean(),
});
/** Reading hours as the form gives them: the days on which nobody works are closures, and are kept there. */
const hours = workingHoursSchema.omit({ closedOn: true });

export const get = staffProcedure('practice.get')
  .output(
    z.strictObject({
      identity: z.strictObject({
        name: z.string(),
        nation: nationSchema,
        controllerName: z.string(),
        controllerAddress: z.string().nullable(),
        icoNumber: z.string().nullable(),
        telephone: z.string().nullable(),
        mailFrom: z.string().nullable(),
        mailName: z.string().nullable(),
        crisisText: z.string().nullable(),
      }),
      terms,
      hours,
    }),
  )
  .query(async ({ ctx }) => {
    const row = (await ctx.db.practice.findFirst({ where: { id: ctx.actor.practiceId } })) ?? fail('unavailable');
    const { name, controllerName, controllerAddress, icoNumber, telephone, mailFrom, mailName, crisisText } = row;
    const { cancellationWindowHours, waitLimitDays, offerHoldHours, burdenPerWeek, agreementBlocksBooking } = row;
    const kept = workingHoursSchema.safeParse(row.workingHours);
    const { closedOn: _, ...week } = kept.success ? kept.data : {};
    const nation = nationSchema.parse(row.nation);
    return {
      identity: {
        name,
        nation,
        controllerName,
        controllerAddress,
        icoNumber,
        telephone,
        mailFrom,
        mailName,
        crisisText,
      },
      terms: { cancellationWindowHours, waitLimitDays, offerHoldHours, burdenPerWeek, agreementBlocksBooking },
      hours: week,
    };
  });

/** Who the practice is: it stands in every notice and agreement that is sent from now on; what was signed stays as it was. */
export const updateIdentity = staffProcedure('practice.updateIdentity')
  .input(identity)
  .output(done)
  .mutation(async ({ ctx, input }) => {
    const result = await ctx.write(async (tx) => {
      const { count } = await tx.practice.updateMany({ where: { id: tx.practiceId }, data: input });
      if (count !== 1) return fail('not-found');
      await tx.audit('practice.changed', {
        subjectType: 'practice',
        subjectId: tx.practiceId,
        changes: Object.keys(input),
      });
      return { done: true as const };
    });
    forgetPractice(ctx.shell, ctx.actor.practiceId);
    return result;
  });

export const updateTerms = staffProcedure('practice.updateTerms')
  .input(terms)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      await tx.practice.updateMany({ where: { id: tx.practiceId }, data: input });
      await tx.audit('practice.changed', {
        subjectType: 'practice',
        subjectId: tx.practiceId,
        changes: Object.keys(input),
        facts: input,
      });
      return { done: true as const };
    }),
  );

/** When somebody reads safety answers: a client is told a time from these, and the ladder's clock runs in them. */
export const updateHours = staffProcedure('practice.updateHours')
  .input(hours)
  .output(done)
  .mutation(({ ctx, input }) =>
    ctx.write(async (tx) => {
      const days = [1, 2, 3, 4, 5, 6, 7] as const;
      if (days.some((day) => overlaps(input[day] ?? []))) return fail('bad-input', { fields: ['hours'] });
      const kept = await tx.practice.findFirst({ where: { id: tx.practiceId }, select: { workingHours: true } });
      const before = workingHoursSchema.safeParse(kept?.workingHours);
      const closedOn = before.success ? before.data.closedOn : undefined;
      await tx.practice.updateMany({
        where: { id: tx.practiceId },
        data: { workingHours: { ...input, ...(closedOn && { closedOn }) } },
      });
      await tx.audit('practice.changed', {
        subjectType: 'practice',
        subjectId: tx.practiceId,
        changes: ['working_hours'],
      });
      return { done: true as const };
    }),
  );

/** Whether two stretches of one day overlap. */
export function overlaps(spans: readonly { from: string; to: string }[]): boolean {
  const sorted = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return sorted.some((span, at) => at > 0 && span.from < (sorted[at - 1]?.to ?? ''));
}
