import { fail, idSchema } from '@heather/core';
import { z } from 'zod';
import { limits, networkOf } from '../auth/rate-limit.ts';
import type { ClientContext, StaffContext } from '../trpc/procedures.ts';
import { clientProcedure, publicProcedure, staffProcedure } from '../trpc/procedures.ts';
import { checkKeptFile, checkRecord, findingSchema } from './check-sealed.ts';
import { loadPack } from './load-pack.ts';
import { mustReachPack } from './reach.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Whether a file with this hash was sealed here; asked by anybody, signed out too. The file stays where it is: only its hash comes.
 * The answer is one word: not what it is, whose, nor since when.
 */
export const verify = publicProcedure('agreements.verify')
  .input(z.strictObject({ sha256 }))
  .output(z.strictObject({ isMatch: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { auth, now } = ctx.shell;
    if (!(await auth.withinLimit(limits.verifyPerAddress, networkOf(ctx.address), now()))) return fail('rate-limited');
    return ctx.asWorker(async ({ db, practiceId }) => {
      const where = { practiceId, sealedSha256: input.sha256 };
      const [seal, certificate] = await Promise.all([
        db.seal.findFirst({ where, select: { id: true } }),
        db.destructionCertificate.findFirst({ where, select: { id: true } }),
      ]);
      return { isMatch: seal !== null || certificate !== null };
    });
  });

const asked = z.strictObject({
  packId: idSchema('pack'),
  /** The hash of a file in the asker's hands; null asks about the copy that we keep. */
  sha256: sha256.nullable(),
});
const answer = z.strictObject({
  sealedAt: z.string().nullable(),
  timeZone: z.string(),
  findings: z.array(findingSchema),
});

async function checkPack(ctx: ClientContext | StaffContext, packId: string, given: string | null) {
  return ctx.asWorker(async ({ db, vault, practiceId }) => {
    const loaded = await loadPack(db, practiceId, packId);
    if (loaded.row.signatureAsPack.length === 0) return fail('not-found');
    return {
      timeZone: ctx.practice.timeZone,
      sealedAt: loaded.row.sealAsPack?.sealedAt.toISOString() ?? null,
      findings: [...(await checkKeptFile(db, vault, loaded, given)), ...(await checkRecord(db, loaded))],
    };
  });
}

/** One's own agreement, thing by thing: which of them is no longer as it was signed. */
export const check = clientProcedure('agreements.check')
  .input(asked)
  .output(answer)
  .mutation(async ({ ctx, input }) => {
    const { practiceId, clientId } = ctx.actor;
    const own = await ctx.db.agreementPack.findFirst({
      where: { practiceId, clientId, id: input.packId },
      select: { id: true },
    });
    return own ? checkPack(ctx, own.id, input.sha256) : fail('not-found');
  });

/** The same for those who may read what was signed. No word of it is answered. */
export const checkByStaff = staffProcedure('agreements.checkByStaff')
  .input(asked)
  .output(answer)
  .mutation(async ({ ctx, input }) => {
    await mustReachPack(ctx, input.packId);
    return checkPack(ctx, input.packId, input.sha256);
  });
