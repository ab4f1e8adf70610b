import { fail, idSchema } from '@heather/core';
import type { Ciphertext } from '@heather/database';
import { z } from 'zod';
import { dateOf, localOn } from '../../measures/instants.ts';
import type { FileSource } from '../../server/files.ts';
import {
  type ClientContext,
  clientProcedure,
  createCallerFactory,
  router,
  type StaffContext,
  staffProcedure,
} from '../../trpc/procedures.ts';
import { filePlace } from './item-store.ts';
import { readsWhole } from './readers.ts';

const about = { packId: idSchema('access-pack') };
const file = z.strictObject({ fileName: z.string(), base64: z.string() });

/** Copies that lie ready for me, and until when. */
export const myCopies = clientProcedure('rights.myCopies')
  .output(
    z.array(
      z.strictObject({
        packId: z.string(),
        requestId: z.string(),
        /** by-hand: it holds two records that were joined, and whoever read it gives it to the person. */
        state: z.enum(['being-made', 'ready', 'by-hand', 'gone']),
        readyOn: z.string().nullable(),
        untilOn: z.string().nullable(),
        kilobytes: z.number().nullable(),
      }),
    ),
  )
  .query(async ({ ctx }) => {
    const { practiceId, clientId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const rows = await ctx.db.accessPack.findMany({
      where: { practiceId, clientId },
      orderBy: { begunAt: 'desc' },
      take: 20,
    });
    const joined = await Promise.all(rows.map((row) => isOfTwo(ctx, row)));
    return rows.map((row, at) => ({
      packId: row.id,
      requestId: row.requestId,
      state: stateOf(row, ctx.now(), joined[at] === true),
      readyOn: row.releasedAt && localOn(row.releasedAt, zone),
      untilOn: row.expiresAt && localOn(row.expiresAt, zone),
      kilobytes: row.sizeBytes === null ? null : Math.max(1, Math.round(row.sizeBytes / 1000)),
    }));
  });

/**
 * Whether it may hold another record that was joined to this one, be that undone since. The desk joins records by what it sees of them,
 * and signing in here proves this one half alone: else somebody could make a record up, join it to a client's, and be given theirs.
 */
async function isOfTwo(
  ctx: ClientContext,
  { begunAt, releasedAt }: { begunAt: Date; releasedAt: Date | null },
): Promise<boolean> {
  const { practiceId, clientId } = ctx.actor;
  const merge = await ctx.asWorker(({ db }) =>
    db.clientMerge.findFirst({
      where: {
        practiceId,
        mergedAt: { lte: releasedAt ?? dateOf(ctx.now()) },
        AND: [
          { OR: [{ clientId }, { keptId: clientId }] },
          { OR: [{ undoneAt: null }, { undoneAt: { gte: begunAt } }] },
        ],
      },
      select: { id: true },
    }),
  );
  return merge !== null;
}

function stateOf(
  row: { state: string; expiresAt: Date | null },
  now: Temporal.Instant,
  isJoined: boolean,
): 'being-made' | 'ready' | 'by-hand' | 'gone' {
  if (row.state === 'lapsed') return 'gone';
  if (row.state !== 'released' || !row.expiresAt) return 'being-made';
  if (row.expiresAt.getTime() <= now.epochMilliseconds) return 'gone';
  return isJoined ? 'by-hand' : 'ready';
}

/** Asks for the fresh proof that the file wants, before a page leaves for it. */
export const openMyCopy = clientProcedure('rights.openMyCopy')
  .input(z.strictObject(about))
  .output(z.strictObject({ isReady: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await mustBeMine(ctx, input.packId);
    return { isReady: true as const };
  });

export const myCopyFile = clientProcedure('rights.myCopyFile')
  .input(z.strictObject(about))
  .output(file)
  .mutation(async ({ ctx, input }) => give(ctx, await mustBeMine(ctx, input.packId)));

/** Asks for the fresh proof that the file wants, before a page leaves for it. */
export const openCopy = staffProcedure('rights.openCopy')
  .input(z.strictObject(about))
  .output(z.strictObject({ isReady: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await mustBeMineToGive(ctx, input.packId);
    return { isReady: true as const };
  });

/** For somebody who has no way into the portal: whoever read it prints it, or hands it over. */
export const copyFile = staffProcedure('rights.copyFile')
  .input(z.strictObject(about))
  .output(file)
  .mutation(async ({ ctx, input }) => give(ctx, await mustBeMineToGive(ctx, input.packId)));

async function mustBeReady(
  ctx: ClientContext | StaffContext,
  packId: string,
  whose: { clientId: string } | { reviewerId: string },
) {
  const { practiceId } = ctx.actor;
  const pack = await ctx.db.accessPack.findFirst({
    where: { practiceId, id: packId, ...whose, state: 'released', expiresAt: { gt: dateOf(ctx.now()) } },
  });
  return pack ?? fail('not-found');
}

async function mustBeMine(ctx: ClientContext, packId: string) {
  const pack = await mustBeReady(ctx, packId, { clientId: ctx.actor.clientId });
  return (await isOfTwo(ctx, pack)) ? fail('not-found') : pack;
}

async function mustBeMineToGive(ctx: StaffContext, packId: string) {
  const pack = await mustBeReady(ctx, packId, { reviewerId: ctx.actor.staffId });
  return (await readsWhole(ctx, pack)) ? pack : fail('not-found');
}

async function give(
  ctx: ClientContext | StaffContext,
  pack: Awaited<ReturnType<typeof mustBeReady>>,
): Promise<z.infer<typeof file>> {
  const { practiceId } = ctx.actor;
  const { id: packId, clientId } = pack;
  const pieces = await ctx.db.accessFile.findMany({ where: { practiceId, packId }, orderBy: { ordinal: 'asc' } });
  const bytes = await Promise.all(
    pieces.map(async ({ id, bytesSealed }) =>
      bytesSealed ? ctx.vault.openBytes(clientId, filePlace(id), bytesSealed as Ciphertext) : fail('not-found'),
    ),
  );
  await ctx.recordRead('record', clientId, [packId], 'rights');
  await ctx.write((tx) => tx.audit('rights.copy-opened', { subjectType: 'access-pack', subjectId: packId, clientId }));
  const on = localOn(pack.releasedAt ?? pack.begunAt, ctx.practice.timeZone);
  return { fileName: `record-${on}.zip`, base64: Buffer.concat(bytes).toString('base64') };
}

const asClient = createCallerFactory(router({ myCopyFile }));
const asStaff = createCallerFactory(router({ copyFile }));
const answer = ({ fileName, base64 }: z.infer<typeof file>) => ({
  contentType: 'application/zip' as const,
  fileName,
  bytes: Buffer.from(base64, 'base64'),
});
/** GET /files/record/<packId> on the client portal, after a fresh proof of who is there; on the staff portal for its reader. */
export const clientRecord: FileSource = async (ctx, packId) => answer(await asClient(ctx).myCopyFile({ packId }));
export const staffRecord: FileSource = async (ctx, packId) => answer(await asStaff(ctx).copyFile({ packId }));
