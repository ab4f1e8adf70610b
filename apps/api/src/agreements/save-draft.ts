import { packStateAt, whyClosed } from '@heather/consent';
import { fail, idSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../measures/instants.ts';
import { type ClientContext, clientProcedure } from '../trpc/procedures.ts';
import { loadPack } from './load-pack.ts';
import { choiceSchema } from './shapes.ts';
import { answersSchema } from './sign.ts';

const draftSchema = z.object({ answers: z.record(z.string(), choiceSchema), noticeSeen: z.boolean() });
const draftPlace = (rowId: string) => ({ table: 'agreement_pack', column: 'draft_sealed', rowId });

/** What was chosen so far, so that one may stop and come back. Two tabs: the last one to save is kept; nothing is signed by it. */
export const saveDraft = clientProcedure('agreements.saveDraft')
  .input(z.strictObject({ packId: idSchema('pack'), answers: answersSchema, noticeSeen: z.boolean() }))
  .output(z.strictObject({ savedAt: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const { packId, answers, noticeSeen } = input;
    return ctx.write(async (tx) => {
      const { pack } = await loadPack(tx, practiceId, packId, { clientId });
      const closed = whyClosed(pack, tx.now());
      if (closed) return fail(closed);
      if (Object.keys(answers).some((clauseId) => !pack.items.includes(clauseId))) return fail('bad-input');
      const draftSealed = await tx.vault.seal(clientId, draftPlace(packId), JSON.stringify({ answers, noticeSeen }));
      const { count } = await tx.agreementPack.updateMany({
        where: { practiceId, id: packId, clientId, state: { in: ['sent', 'talking'] } },
        data: { draftSealed, draftSavedAt: dateOf(tx.now()) },
      });
      if (count !== 1) return fail(whyClosed({ ...pack, state: packStateAt(pack, tx.now()) }, tx.now()) ?? 'conflict');
      return { savedAt: tx.now().toString() };
    });
  });

/** The choices kept so far; null when there are none. */
export async function readDraft(
  ctx: Pick<ClientContext, 'vault'>,
  row: { id: string; clientId: string; draftSealed: Uint8Array | null; draftSavedAt: Date | null },
) {
  if (!row.draftSealed || !row.draftSavedAt) return null;
  const json = await ctx.vault.open(row.clientId, draftPlace(row.id), row.draftSealed as Ciphertext);
  return { ...draftSchema.parse(JSON.parse(json)), savedAt: row.draftSavedAt.toISOString() };
}
