import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { dateOf } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { requestPlace } from '../requests/load-request.ts';
import { rightsKindSchema } from '../requests/shapes.ts';
import { openContent, openMarks, sealMarks } from './item-store.ts';
import { packStates } from './manage.ts';
import { rowWords, whenOf } from './readable.ts';
import { clientsRead, readsWhole } from './readers.ts';
import { grounds, isProse, textsOf } from './record-row.ts';
import { humanWords, sections, tableNamed } from './record-tables.ts';

const about = { packId: idSchema('access-pack') };
const groundSchema = z.enum(grounds);
const decisionSchema = z.enum(['waiting', 'give', 'in-part', 'leave-out']);
const markSchema = z.strictObject({
  path: z.string().max(400),
  from: z.int().min(0).max(1_000_000),
  to: z.int().min(1).max(1_000_000),
  ground: groundSchema,
});
const page = 20;

/** Copies that the caller is asked to read: whose they are, and how much is left. */
export const toRead = staffProcedure('rights.toRead')
  .output(
    z.array(
      z.strictObject({
        packId: z.string(),
        clientId: z.string(),
        client: z.string(),
        state: z.enum(packStates),
        waiting: z.number(),
        isWhole: z.boolean(),
      }),
    ),
  )
  .query(async ({ ctx }) => {
    const { practiceId, staffId } = ctx.actor;
    const read = await clientsRead(ctx);
    const rows = await ctx.db.$queryRaw<
      { packId: string; clientId: string; client: string; state: string; waiting: bigint; isWhole: boolean }[]
    >`
      SELECT p.id AS "packId", p.client_id AS "clientId", c.short_name AS client, p.state,
        (SELECT count(*) FROM access_item i WHERE i.practice_id = p.practice_id AND i.pack_id = p.id AND i.reviewer_id = ${staffId}::uuid
          AND i.decision = 'waiting') AS waiting, p.reviewer_id = ${staffId}::uuid AS "isWhole"
      FROM access_pack p JOIN client c ON c.practice_id = p.practice_id AND c.id = p.client_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.state <> 'lapsed' AND CASE WHEN p.reviewer_id = ${staffId}::uuid
        THEN ${read === null}::boolean OR p.client_id = ANY (${read ?? []}::uuid[])
        ELSE EXISTS (SELECT FROM access_item i WHERE i.practice_id = p.practice_id AND i.pack_id = p.id AND i.reviewer_id = ${staffId}::uuid) END
      ORDER BY p.begun_at LIMIT 50`;
    return rows.map((row) => ({ ...row, state: z.enum(packStates).parse(row.state), waiting: Number(row.waiting) }));
  });

/**
 * The pack as its reader reaches it: as the one who answers, while they may read the record, or as an author of something in it, whose
 * own thinking nobody else decides about. @throws not-found
 */
async function reach(ctx: StaffContext, packId: string) {
  const { practiceId, staffId } = ctx.actor;
  const pack = await ctx.db.accessPack.findFirst({
    where: { practiceId, id: packId },
    include: { request: true, client: { select: { shortName: true } } },
  });
  if (!pack) return fail('not-found');
  if (pack.reviewerId === staffId) return (await readsWhole(ctx, pack)) ? pack : fail('not-found');
  const own = await ctx.db.accessItem.findFirst({
    where: { practiceId, packId, reviewerId: staffId },
    select: { id: true },
  });
  return own ? pack : fail('not-found');
}

const itemSchema = z.strictObject({
  itemId: z.string(),
  section: z.string(),
  title: z.string(),
  decision: decisionSchema,
  ground: groundSchema.nullable(),
  /** What the reader wrote about their decision. */
  said: z.string().nullable(),
  marks: z.array(markSchema),
  rows: z.array(
    z.strictObject({
      when: z.string(),
      /** What is shown beside the texts. */
      facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
      /** Texts in which something can be marked. */
      texts: z.array(z.strictObject({ path: z.string(), label: z.string(), text: z.string() })),
    }),
  ),
});

/** The parts that are the caller's to read, in the order of the copy; those not decided alone when asked. Reading them is recorded. */
export const review = staffProcedure('rights.review')
  .input(
    z.strictObject({
      ...about,
      which: z.enum(['waiting', 'all']),
      /** The last of the page before. */
      after: z.int().min(-1).max(2_000_000_000),
    }),
  )
  .output(
    z.strictObject({
      clientId: z.string(),
      client: z.string(),
      state: z.enum(packStates),
      kind: rightsKindSchema,
      asked: z.string().nullable(),
      isWhole: z.boolean(),
      waiting: z.number(),
      waitingElsewhere: z.number(),
      items: z.array(itemSchema),
      next: z.number().nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const pack = await reach(ctx, input.packId);
    const { clientId } = pack;
    const zone = ctx.practice.timeZone;
    const mine = { practiceId, packId: pack.id, reviewerId: staffId };
    const [rows, waiting, all] = await Promise.all([
      ctx.db.accessItem.findMany({
        where: { ...mine, ordinal: { gt: input.after }, ...(input.which === 'waiting' && { decision: 'waiting' }) },
        orderBy: { ordinal: 'asc' },
        take: page + 1,
      }),
      ctx.db.accessItem.count({ where: { ...mine, decision: 'waiting' } }),
      ctx.asWorker(({ db }) => db.accessItem.count({ where: { practiceId, packId: pack.id, decision: 'waiting' } })),
    ]);
    const shown = rows.slice(0, page);
    const items = await Promise.all(
      shown.map(async (row) => {
        const [content, marked] = await Promise.all([
          openContent(ctx.vault, clientId, row.id, row.contentSealed),
          openMarks(ctx.vault, clientId, row.id, row.marksSealed),
        ]);
        const table = tableNamed(row.tableName);
        return {
          itemId: row.id,
          section: sections[table?.section ?? 'more'],
          title: table?.title ?? humanWords(row.tableName),
          decision: decisionSchema.parse(row.decision),
          ground: groundSchema.nullable().parse(row.ground),
          said: marked.words,
          marks: marked.marks,
          rows: (content?.rows ?? []).map((one, index) => {
            const texts = [...textsOf(one.values, String(index))].filter(
              ({ path, text }) => marked.marks.some((mark) => mark.path === path) || isProse(path, text, one.values),
            );
            const told = new Set(texts.map(({ text }) => text));
            return {
              when: table ? whenOf(one, table, zone) : '',
              facts: table
                ? rowWords(one, table, zone).flatMap(([label, value]) => (told.has(value) ? [] : [{ label, value }]))
                : [],
              texts: texts.map(({ path, text }) => ({
                path,
                text,
                label: humanWords(
                  (path.split('.').slice(1).join(' ') || 'words').replace(/([A-Z])/g, ' $1').toLowerCase(),
                ),
              })),
            };
          }),
        };
      }),
    );
    await ctx.recordRead(
      'record',
      clientId,
      shown.map(({ id }) => id),
      'rights',
    );
    const { wordsSealed } = pack.request;
    return {
      clientId,
      client: pack.client.shortName,
      state: z.enum(packStates).parse(pack.state),
      kind: rightsKindSchema.parse(pack.request.kind),
      asked: wordsSealed && (await ctx.vault.open(clientId, requestPlace(pack.requestId), wordsSealed)),
      isWhole: pack.reviewerId === staffId,
      waiting,
      waitingElsewhere: all - waiting,
      items,
      next: rows.length > page ? (shown.at(-1)?.ordinal ?? null) : null,
    };
  });

const decided = z.strictObject({ waiting: z.number() });

/** One decision over one part or several: given, given without what is marked, or left out; a reason with whatever is taken out. */
export const decide = staffProcedure('rights.decide')
  .input(
    z.strictObject({
      ...about,
      itemIds: z.array(idSchema('access-item')).min(1).max(50),
      decision: decisionSchema.exclude(['waiting']),
      ground: groundSchema.nullable(),
      /** For one part alone: where it stands that is taken out. */
      marks: z.array(markSchema).max(500),
      said: z.string().trim().min(1).max(2_000).nullable(),
    }),
  )
  .output(decided)
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const { clientId } = await reach(ctx, input.packId);
    const isInPart = input.decision === 'in-part';
    if (isInPart !== input.marks.length > 0 || (isInPart && input.itemIds.length > 1)) return fail('bad-input');
    if (input.marks.some(({ from, to }) => from >= to)) return fail('bad-input');
    if (input.decision === 'leave-out' && !input.ground) return fail('rights/reason-missing');
    // That a person would be gravely harmed is somebody's judgement, and they say what it rests on.
    const gravest = [input.ground, ...input.marks.map(({ ground }) => ground)];
    if (gravest.includes('serious-harm') && input.said === null) return fail('rights/reason-missing');
    return ctx.write(async (tx) => {
      await mustBeOpen(tx, input.packId);
      const mine = { practiceId, packId: input.packId, reviewerId: staffId };
      const found = await tx.accessItem.findMany({
        where: { ...mine, id: { in: input.itemIds } },
        select: { id: true },
      });
      if (found.length !== new Set(input.itemIds).size) return fail('not-found');
      for (const { id } of found) {
        const marks = { marks: input.marks, words: input.said };
        await tx.accessItem.updateMany({
          where: { ...mine, id },
          data: {
            decision: input.decision,
            ground: input.decision === 'leave-out' ? input.ground : null,
            marksSealed: isInPart || input.said ? await sealMarks(tx.vault, clientId, id, marks) : null,
            decidedById: staffId,
            decidedAt: dateOf(tx.now()),
          },
        });
      }
      const taken = input.decision === 'leave-out' ? input.ground : isInPart ? (input.marks[0]?.ground ?? null) : null;
      await tx.audit('rights.copy-decided', {
        subjectType: 'access-pack',
        subjectId: input.packId,
        clientId,
        facts: { decision: input.decision, parts: found.length, ...(taken && { ground: taken }) },
      });
      return { waiting: await tx.accessItem.count({ where: { ...mine, decision: 'waiting' } }) };
    });
  });

/** All of it is read: the file is made. @throws wrong-order while something waits, for an author too */
export const finishReview = staffProcedure('rights.finishReview')
  .input(z.strictObject(about))
  .output(z.strictObject({ state: z.enum(packStates) }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    const pack = await reach(ctx, input.packId);
    if (pack.reviewerId !== staffId) return fail('not-found');
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        const state = await mustBeOpen(tx, pack.id, ['building', 'released']);
        if (state !== 'reviewing') return { state };
        if (
          await tx.accessItem.findFirst({
            where: { practiceId, packId: pack.id, decision: 'waiting' },
            select: { id: true },
          })
        )
          return fail('wrong-order');
        await tx.accessPack.updateMany({ where: { practiceId, id: pack.id }, data: { state: 'building' } });
        await tx.audit('rights.copy-finished', {
          subjectType: 'access-pack',
          subjectId: pack.id,
          clientId: pack.clientId,
        });
        await tx.enqueue('rights.build', { packId: pack.id });
        return { state: 'building' as const };
      }),
    );
  });

/** The pack is being read, and nobody else closes it until this transaction ends. `also`: states in which there is nothing left to do. */
async function mustBeOpen<S extends (typeof packStates)[number] = never>(
  tx: WriteTransaction,
  packId: string,
  also: readonly S[] = [],
): Promise<'reviewing' | S> {
  const { practiceId } = tx;
  await lockName(tx, `access-pack:${packId}`);
  const pack = await tx.accessPack.findFirst({ where: { practiceId, id: packId }, select: { state: true } });
  const state = pack?.state as 'reviewing' | S | undefined;
  if (state !== 'reviewing' && !(also as readonly string[]).includes(state ?? '')) return fail('wrong-order');
  return state as 'reviewing' | S;
}
