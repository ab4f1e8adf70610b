import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { loadCourseFor } from '../scheduling/reach.ts';
import { type StaffContext, staffProcedure } from '../trpc/procedures.ts';
import { lockLedger, openLines, owedBy } from './accounts.ts';
import { accountOf, addLine, lineShape } from './lines.ts';

/** Why a charge is let go: coded, and no code is about anybody's health, so that nobody reads here what somebody was ill with. */
const waiverReasons = ['hardship', 'our-mistake', 'not-foreseen', 'goodwill', 'beyond-limit'] as const;
const writeOffReasons = ['not-collectable', 'small-sum'] as const;
const owed = z.strictObject({ owedPence: z.number() });
const which = { clientId: idSchema('client'), chargeId: idSchema('ledger') };

/** Lets go of what is open of one charge: nobody need pay it. @throws fee/nothing-owed when nothing is open */
export const waive = staffProcedure('fees.waive')
  .input(z.strictObject({ ...which, reason: z.enum(waiverReasons) }))
  .output(owed)
  .mutation(({ ctx, input }) => letGo(ctx, { ...input, kind: 'waiver' }));

/** Gives up what is open of one charge: it was owed, and will not be paid. @throws fee/nothing-owed */
export const writeOff = staffProcedure('fees.writeOff')
  .input(z.strictObject({ ...which, reason: z.enum(writeOffReasons) }))
  .output(owed)
  .mutation(({ ctx, input }) => letGo(ctx, { ...input, kind: 'write-off' }));

type What = { clientId: string; chargeId: string; kind: 'waiver' | 'write-off'; reason: string };

async function letGo(ctx: StaffContext, { clientId, chargeId, kind, reason }: What) {
  const { practiceId } = ctx.actor;
  await loadCourseFor(ctx, clientId);
  return ctx.write(async (tx) => {
    await lockLedger(tx, clientId);
    const charge = await tx.ledgerEntry.findFirst({
      where: { practiceId, clientId, id: chargeId, effectPence: { gt: 0 }, reversesId: null },
      select: lineShape,
    });
    if (!charge) return fail('not-found');
    const open = (await openLines(tx, practiceId, accountOf(charge))).find(({ id }) => id === chargeId);
    if (!open) return fail('fee/nothing-owed');
    const { sessionId, arrangementId } = charge;
    const line = { ...accountOf(charge), id: randomUUID(), kind, pence: open.pence, reason, sessionId, arrangementId };
    await addLine(tx, line, [{ id: chargeId }]);
    return { owedPence: await owedBy(tx, practiceId, clientId) };
  });
}
