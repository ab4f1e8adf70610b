import { z } from 'zod';
import { localOn } from '../measures/instants.ts';
import { clientProcedure } from '../trpc/procedures.ts';
import { owedBy } from './accounts.ts';
import { entrySchema, readLines } from './ledger.ts';
import { limitStates, readArrangements } from './read-arrangements.ts';

/** What I owe and what I paid; who else pays, what they are told, and how much of it is left. Of a payer's own account, nothing. */
export const mine = clientProcedure('fees.mine')
  .input(z.strictObject({ after: z.int().min(0).max(100_000).optional() }).optional())
  .output(
    z.strictObject({
      owedPence: z.number(),
      entries: z.array(entrySchema),
      next: z.number().nullable(),
      payers: z.array(
        z.strictObject({
          arrangementId: z.string(),
          payer: z.string(),
          kind: z.enum(['person', 'insurer', 'employer']),
          share: z.enum(['whole', 'fixed', 'percent']),
          sharePence: z.number().nullable(),
          sharePoints: z.number().nullable(),
          left: z.number().nullable(),
          authorisedUntilOn: z.string().nullable(),
          state: z.enum(limitStates),
          seesDates: z.boolean(),
          shownAs: z.enum(['name', 'initials', 'reference']),
          waiting: z.number(),
          waitingPence: z.number(),
          mayChoose: z.boolean(),
        }),
      ),
      statements: z.array(z.strictObject({ id: z.string(), fromOn: z.string(), untilOn: z.string() })),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const today = localOn(ctx.now(), zone);
    const [owedPence, lines, arrangements, statements] = await Promise.all([
      owedBy(ctx.db, practiceId, clientId),
      readLines(ctx.db, practiceId, clientId, { zone, today, after: input?.after ?? 0, ownOnly: true }),
      // A payer's row belongs to staff; the client learns its name and no more.
      ctx.asWorker(({ db }) => readArrangements(db, practiceId, clientId, today)),
      ctx.db.feeDocument.findMany({
        where: { practiceId, clientId, payerId: null, isShared: true },
        orderBy: { madeAt: 'desc' },
        take: 24,
      }),
    ]);
    return {
      owedPence,
      ...lines,
      payers: arrangements
        .filter(({ isOver, waiting }) => !isOver || waiting > 0)
        .map((one) => ({
          arrangementId: one.id,
          payer: one.payer,
          kind: one.kind,
          share: one.share,
          sharePence: one.sharePence,
          sharePoints: one.sharePoints,
          left: one.left,
          authorisedUntilOn: one.authorisedUntilOn,
          state: one.state,
          seesDates: one.kind === 'insurer' || one.datesAgreed,
          shownAs: one.shownAs,
          waiting: one.waiting,
          waitingPence: one.waitingPence,
          mayChoose: one.beyond === 'ask' && (one.waiting > 0 || one.state === 'reached' || one.state === 'expired'),
        })),
      statements: statements.map((one) => ({
        id: one.id,
        fromOn: one.fromOn.toISOString().slice(0, 10),
        untilOn: one.untilOn.toISOString().slice(0, 10),
      })),
    };
  });
