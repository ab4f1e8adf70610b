import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { dateOf, localOn } from '../measures/instants.ts';
import { loadCourseFor } from '../scheduling/reach.ts';
import { clientProcedure, staffProcedure } from '../trpc/procedures.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import { lockLedger } from './accounts.ts';
import { dayOf, dayOrNull } from './arrangements.ts';
import { decideBeyond } from './decide-beyond.ts';
import { dayInput, referenceSchema } from './money-input.ts';

const limits = {
  sessionLimit: z.int().min(1).max(1000).nullable(),
  authorisation: referenceSchema.nullable(),
  authorisedUntilOn: dayInput.nullable(),
};

/**
 * From a day on somebody else pays a share of a client's fees. Sessions charged before stay as they are.
 * @throws fee/shares-too-large when per cents of one time pass the whole; bad-input for two who pay the whole
 */
export const arrange = staffProcedure('fees.arrange')
  .input(
    z
      .strictObject({
        clientId: idSchema('client'),
        arrangementId: idSchema('arrangement'),
        payerId: idSchema('payer'),
        share: z.enum(['whole', 'fixed', 'percent']),
        sharePence: z.int().min(1).max(1_000_000).nullable(),
        /** Hundredths of a per cent. */
        sharePoints: z.int().min(1).max(9999).nullable(),
        fromOn: dayInput,
        untilOn: dayInput.nullable(),
        ...limits,
        usedBefore: z.int().min(0).max(1000),
        memberReference: referenceSchema.nullable(),
        coversMissed: z.boolean(),
        shownAs: z.enum(['name', 'initials', 'reference']),
        datesAgreed: z.boolean(),
      })
      .refine((one) => (one.share === 'fixed') === (one.sharePence !== null), { path: ['sharePence'] })
      .refine((one) => (one.share === 'percent') === (one.sharePoints !== null), { path: ['sharePoints'] })
      .refine((one) => one.untilOn === null || one.untilOn >= one.fromOn, { path: ['untilOn'] }),
  )
  .output(z.strictObject({ arrangementId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, arrangementId: id, ...said } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const there = await tx.paymentArrangement.findFirst({ where: { practiceId, id }, select: { clientId: true } });
      if (there) return there.clientId === clientId ? { arrangementId: id } : fail('conflict');
      const payer = await tx.payer.findFirst({ where: { practiceId, id: said.payerId }, select: { clientId: true } });
      if (!payer || (payer.clientId !== null && payer.clientId !== clientId)) return fail('not-found');
      await mustFit(tx, clientId, { id, ...said });
      await tx.paymentArrangement.createMany({
        data: [
          {
            practiceId,
            id,
            clientId,
            ...said,
            fromOn: new Date(said.fromOn),
            untilOn: said.untilOn && new Date(said.untilOn),
            authorisedUntilOn: said.authorisedUntilOn && new Date(said.authorisedUntilOn),
            createdById: staffId,
            createdAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('fee.arranged', {
        subjectType: 'arrangement',
        subjectId: id,
        clientId,
        facts: { share: said.share, payerId: said.payerId },
      });
      return { arrangementId: id };
    });
  });

type Share = { id: string; share: string; sharePoints: number | null; fromOn: string; untilOn: string | null };

/** Under lockLedger. @throws fee/shares-too-large when it and the others of its time pass the whole */
async function mustFit(tx: WriteTransaction, clientId: string, one: Share): Promise<void> {
  const others = await tx.paymentArrangement.findMany({
    where: {
      practiceId: tx.practiceId,
      clientId,
      id: { not: one.id },
      fromOn: { lte: new Date(one.untilOn ?? '2199-12-31') },
      OR: [{ untilOn: null }, { untilOn: { gte: new Date(one.fromOn) } }],
    },
    select: { share: true, sharePoints: true },
  });
  const points = others.reduce((sum, { sharePoints }) => sum + (sharePoints ?? 0), one.sharePoints ?? 0);
  const wholes = others.filter(({ share }) => share === 'whole').length + Number(one.share === 'whole');
  if (points > 10_000 || wholes > 1) fail('fee/shares-too-large');
}

/** Another last day, another limit or authorisation, other papers. Who pays which share is a new arrangement. */
export const changeArrangement = staffProcedure('fees.changeArrangement')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      arrangementId: idSchema('arrangement'),
      version: z.int().min(1),
      untilOn: dayInput.nullable(),
      ...limits,
      shownAs: z.enum(['name', 'initials', 'reference']),
      datesAgreed: z.boolean(),
    }),
  )
  .output(z.strictObject({ version: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const { clientId, arrangementId: id, version, ...said } = input;
    await loadCourseFor(ctx, clientId);
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const there = await tx.paymentArrangement.findFirst({ where: { practiceId, clientId, id } });
      if (!there) return fail('not-found');
      const now = {
        untilOn: dayOrNull(there.untilOn),
        sessionLimit: there.sessionLimit,
        authorisation: there.authorisation,
        authorisedUntilOn: dayOrNull(there.authorisedUntilOn),
        shownAs: there.shownAs,
        datesAgreed: there.datesAgreed,
      };
      const changes = Object.keys(now).filter((key) => now[key as keyof typeof now] !== said[key as keyof typeof now]);
      if (changes.length === 0) return { version: there.version };
      if (there.version !== version) return fail('conflict');
      if (said.untilOn !== null && new Date(said.untilOn) < there.fromOn)
        return fail('bad-input', { fields: ['untilOn'] });
      // A later last day reaches into the time of others.
      if (changes.includes('untilOn'))
        await mustFit(tx, clientId, { ...there, fromOn: dayOf(there.fromOn), untilOn: said.untilOn });
      await tx.paymentArrangement.updateMany({
        where: { practiceId, id, version },
        data: {
          ...said,
          untilOn: said.untilOn && new Date(said.untilOn),
          authorisedUntilOn: said.authorisedUntilOn && new Date(said.authorisedUntilOn),
          // Another limit warns anew.
          warned: null,
          version: { increment: 1 },
        },
      });
      await tx.audit('fee.arrangement-changed', { subjectType: 'arrangement', subjectId: id, clientId, changes });
      return { version: version + 1 };
    });
  });

/**
 * What becomes of the sessions beyond an arrangement's limit: the client has said that they pay from here, the practice lets them go,
 * or (after a new limit was written down) the payer takes what is within it. Nothing falls to a client without this.
 * @throws fee/nothing-to-decide
 */
export const decideBeyondLimit = staffProcedure('fees.decideBeyondLimit')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      arrangementId: idSchema('arrangement'),
      choice: z.enum(['client-pays', 'let-go', 'payer-pays']),
    }),
  )
  .output(z.strictObject({ sessions: z.number() }))
  .mutation(async ({ ctx, input }) => {
    const { clientId, arrangementId, choice } = input;
    await loadCourseFor(ctx, clientId);
    const today = localOn(ctx.now(), ctx.practice.timeZone);
    return ctx.write((tx) => decideBeyond(tx, { clientId, arrangementId, choice, by: 'staff', today }));
  });

/** I will pay for these sessions, and for those to come, myself. */
export const payMyself = clientProcedure('fees.payMyself')
  .input(z.strictObject({ arrangementId: idSchema('arrangement') }))
  .output(z.strictObject({ sessions: z.number() }))
  .mutation(({ ctx, input }) => {
    const { clientId } = ctx.actor;
    const today = localOn(ctx.now(), ctx.practice.timeZone);
    const { arrangementId } = input;
    return ctx.asWorker(({ write }) =>
      write((tx) => decideBeyond(tx, { clientId, arrangementId, choice: 'client-pays', by: 'client', today })),
    );
  });

/** Why the agreed fee is not the usual one: a word from a list. The fee itself stands in the agreement. */
export const setFeeReason = staffProcedure('fees.setFeeReason')
  .input(
    z.strictObject({
      clientId: idSchema('client'),
      reason: z.enum(['income', 'student', 'between-jobs', 'trainee', 'earlier-fee', 'partner-scheme', 'no-fee-place']),
      reviewOn: dayInput.nullable(),
    }),
  )
  .output(z.strictObject({ reason: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId, reason } = input;
    await loadCourseFor(ctx, clientId);
    const said = { reason, reviewOn: input.reviewOn && new Date(input.reviewOn), setById: staffId };
    return ctx.write(async (tx) => {
      await lockLedger(tx, clientId);
      const setAt = dateOf(tx.now());
      const { count } = await tx.clientFeeReason.updateMany({
        where: { practiceId, clientId },
        data: { ...said, setAt },
      });
      if (count === 0) await tx.clientFeeReason.createMany({ data: [{ practiceId, clientId, ...said, setAt }] });
      await tx.audit('fee.reason-set', { subjectType: 'client', subjectId: clientId, clientId, facts: { reason } });
      return { reason };
    });
  });
