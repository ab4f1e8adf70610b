import { randomUUID } from 'node:crypto';
import { eachRow } from '../../jobs/each-row.ts';
import type { JobContext, JobHandler } from '../../jobs/job-context.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf } from '../../measures/instants.ts';
import { writeStep } from '../requests/write-request.ts';
import { filePlace, openContent, openMarks } from './item-store.ts';
import { type LeftOut, makePack } from './make-pack.ts';
import { type Ground, type ItemContent, takeOut } from './record-row.ts';

/** So long the file lies ready; a new one can be asked for. */
export const readyDays = 30;
const pieceBytes = 1_048_576;
const atOnce = 200;

/** Makes the file of what was decided, puts it under its person's key, closes the request and tells them. Once. */
export const build: JobHandler<'rights.build'> = async (ctx, { packId }) => {
  const { practiceId } = ctx;
  const pack = await ctx.db.accessPack.findFirst({ where: { practiceId, id: packId, state: 'building' } });
  if (!pack) return;
  const { clientId } = pack;
  const [client, practice] = await Promise.all([
    ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { firstName: true, lastName: true } }),
    ctx.db.practice.findFirst({ where: { id: practiceId } }),
  ]);
  if (!client || !practice) return;
  const { items, leftOut } = await decidedItems(ctx, pack);
  const made = await makePack(ctx, {
    practice,
    person: { clientId, ...client },
    isReviewed: true,
    madeAt: ctx.now(),
    items,
    leftOut,
  });
  ctx.shell.faultAt('rights.build-made');
  await ctx.write(async (tx) => {
    const at = tx.now();
    const { count } = await tx.accessPack.updateMany({
      where: { practiceId, id: packId, state: 'building' },
      data: {
        state: 'released',
        releasedAt: dateOf(at),
        expiresAt: dateOf(at.add({ hours: readyDays * 24 })),
        sizeBytes: made.bytes.length,
        sha256: made.sha256,
      },
    });
    if (count === 0) return;
    for (let ordinal = 0; ordinal * pieceBytes < made.bytes.length; ordinal += 1) {
      const id = randomUUID();
      const piece = made.bytes.subarray(ordinal * pieceBytes, (ordinal + 1) * pieceBytes);
      const bytesSealed = await tx.vault.sealBytes(clientId, filePlace(id), piece);
      await tx.accessFile.createMany({
        data: [{ practiceId, id, packId, clientId, reviewerId: pack.reviewerId, ordinal, bytesSealed }],
      });
    }
    await tx.audit('rights.copy-released', {
      subjectType: 'access-pack',
      subjectId: packId,
      clientId,
      facts: { bytes: made.bytes.length, sha256: made.sha256, leftOut: leftOut.length },
    });
    await queueMail(tx, {
      clientId,
      template: 'something-to-read',
      params: { url: `${tx.shell.addresses.clientUrl}/your-record` },
      key: `rights-copy:${packId}`,
    });
    const request = await tx.rightsRequest.findFirst({
      where: { practiceId, id: pack.requestId },
      select: { state: true },
    });
    if (request?.state === 'open')
      await writeStep(tx, { requestId: pack.requestId, zone: practice.timeZone }, { kind: 'answered', staffId: null });
  });
};

/** What was decided, in the order of the copy: marked stretches taken out, what is left out counted by its ground. */
async function decidedItems(ctx: JobContext, pack: { id: string; clientId: string }) {
  const { practiceId } = ctx;
  const items: ItemContent[] = [];
  const leftOut: LeftOut[] = [];
  for (let after = -1; ; ) {
    const rows = await ctx.db.accessItem.findMany({
      where: { practiceId, packId: pack.id, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: atOnce,
    });
    for (const row of rows) {
      if (row.decision === 'waiting') throw new Error('an item of a released copy was not decided');
      if (row.decision === 'leave-out') {
        leftOut.push({ table: row.tableName, ground: row.ground as Ground });
        continue;
      }
      const content = await openContent(ctx.vault, pack.clientId, row.id, row.contentSealed);
      if (!content) continue;
      const { marks } = await openMarks(ctx.vault, pack.clientId, row.id, row.marksSealed);
      items.push(takeOut(content, row.decision === 'in-part' ? marks : []));
    }
    if (rows.length < atOnce) return { items, leftOut };
    after = rows.at(-1)?.ordinal ?? after;
  }
}

/** A copy that was not fetched in its time, and the rows it was made of, are emptied: what is kept stays where it always was. */
export async function emptyLapsed(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const rows = await ctx.db.accessPack.findMany({
    where: { practiceId, state: 'released', expiresAt: { lte: dateOf(ctx.now()) } },
    select: { id: true, clientId: true },
    take: 50,
  });
  await eachRow(ctx, rows, ({ id, clientId }) =>
    ctx.write(async (tx) => {
      const { count } = await tx.accessPack.updateMany({
        where: { practiceId, id, state: 'released' },
        data: { state: 'lapsed' },
      });
      if (count === 0) return;
      await tx.accessFile.updateMany({ where: { practiceId, packId: id }, data: { bytesSealed: null } });
      await tx.accessItem.updateMany({
        where: { practiceId, packId: id },
        data: { contentSealed: null, marksSealed: null },
      });
      await tx.audit('rights.copy-lapsed', { subjectType: 'access-pack', subjectId: id, clientId });
    }),
  );
}

const againEveryMinutes = 10;

/** A copy whose work was lost with its process and its queue is begun again: both jobs go on from what is there. */
export async function resumeCopies(ctx: JobContext): Promise<void> {
  const { practiceId } = ctx;
  const rows = await ctx.db.accessPack.findMany({
    where: { practiceId, state: { in: ['gathering', 'building'] } },
    select: { id: true, state: true, begunAt: true },
    take: 50,
  });
  const due = rows.filter(({ begunAt }) => {
    const minutes = Math.floor((ctx.now().epochMilliseconds - begunAt.getTime()) / 60_000);
    return minutes >= againEveryMinutes && minutes % againEveryMinutes === 0;
  });
  if (due.length === 0) return;
  await ctx.write(async (tx) => {
    for (const { id, state } of due)
      await tx.enqueue(state === 'gathering' ? 'rights.gather' : 'rights.build', { packId: id });
  });
}
