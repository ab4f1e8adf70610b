import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf } from '../../measures/instants.ts';
import { staffProcedure } from '../../trpc/procedures.ts';
import { loadRequest } from '../requests/load-request.ts';
import { atWork, readersOf } from './readers.ts';

const about = { requestId: idSchema('rights-request') };
export const packStates = ['gathering', 'reviewing', 'building', 'released', 'lapsed'] as const;

const packSchema = z.strictObject({
  packId: z.string(),
  state: z.enum(packStates),
  reviewer: z.string(),
  /** Not while whoever was asked has lost the client or left, or something waits for somebody who left: somebody else is asked then. */
  hasReader: z.boolean(),
  /** How much of the record is gathered, in hundredths. */
  gathered: z.number(),
  /** Parts that somebody has to read and that are not decided yet, by who has them. Never what they are. */
  waiting: z.array(z.strictObject({ reader: z.string(), count: z.number() })),
  releasedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});

/** Who may read this record to answer for it, the client's own therapists first; and where the copy stands. Nothing of what is in it. */
export const copy = staffProcedure('rights.copy')
  .input(z.strictObject(about))
  .output(
    z.strictObject({
      pack: packSchema.nullable(),
      reviewers: z.array(z.strictObject({ staffId: z.string(), name: z.string(), isOwn: z.boolean() })),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const zone = ctx.practice.timeZone;
    const request = await loadRequest({ db: ctx.db, practiceId, now: ctx.now(), zone }, input.requestId);
    const [pack, reviewers] = await Promise.all([
      ctx.db.accessPack.findFirst({
        where: { practiceId, requestId: request.id },
        include: { reviewer: { select: { shortName: true } } },
      }),
      readersOf(ctx.db, practiceId, request.clientId, dateOf(ctx.now())),
    ]);
    if (!pack) return { pack: null, reviewers };
    // The items are their readers' alone: how many wait is counted by the worker.
    const waiting = await ctx.asWorker(
      ({ db }) => db.$queryRaw<{ readerId: string; reader: string; count: bigint }[]>`
        SELECT s.id AS "readerId", s.short_name AS reader, count(*) AS count FROM access_item i
          JOIN staff_member s ON s.practice_id = i.practice_id AND s.id = i.reviewer_id
        WHERE i.practice_id = ${practiceId}::uuid AND i.pack_id = ${pack.id}::uuid AND i.decision = 'waiting'
        GROUP BY s.id, s.short_name ORDER BY s.short_name`,
    );
    const here = await atWork(ctx.db, practiceId, dateOf(ctx.now()));
    return {
      reviewers,
      pack: {
        hasReader:
          reviewers.some(({ staffId }) => staffId === pack.reviewerId) &&
          waiting.every(({ readerId }) => here.has(readerId)),
        packId: pack.id,
        state: z.enum(packStates).parse(pack.state),
        reviewer: pack.reviewer.shortName,
        gathered: pack.tablesAll === 0 ? 0 : Math.round((pack.tablesDone / pack.tablesAll) * 100),
        waiting: waiting.map(({ reader, count }) => ({ reader, count: Number(count) })),
        releasedAt: pack.releasedAt?.toISOString() ?? null,
        expiresAt: pack.expiresAt?.toISOString() ?? null,
      },
    };
  });

/** Begins the copy: somebody who may read the record is asked to, and the machine gathers it. Once a request. */
export const beginCopy = staffProcedure('rights.beginCopy')
  .input(z.strictObject({ ...about, reviewerId: idSchema('staff') }))
  .output(z.strictObject({ packId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId, staffId } = ctx.actor;
    return ctx.write(async (tx) => {
      await lockName(tx, `rights:${practiceId}:${input.requestId}`);
      const reader = { db: tx, practiceId, now: tx.now(), zone: ctx.practice.timeZone };
      const request = await loadRequest(reader, input.requestId);
      const before = await tx.accessPack.findFirst({
        where: { practiceId, requestId: request.id },
        select: { id: true },
      });
      if (before) return { packId: before.id };
      if (request.kind !== 'access') return fail('rights/wrong-step');
      if (request.clock.state === 'closed') return fail('rights/closed');
      // Nothing is gathered for somebody who has not shown who they are.
      if (request.clock.waitsFor?.what === 'identity') return fail('rights/wrong-step');
      const reviewers = await readersOf(tx, practiceId, request.clientId, dateOf(tx.now()));
      if (!reviewers.some((one) => one.staffId === input.reviewerId)) return fail('not-found');
      const id = randomUUID();
      const { clientId } = request;
      await tx.accessPack.createMany({
        data: [
          {
            practiceId,
            id,
            requestId: request.id,
            clientId,
            reviewerId: input.reviewerId,
            begunById: staffId,
            begunAt: dateOf(tx.now()),
          },
        ],
      });
      await tx.audit('rights.copy-begun', { subjectType: 'access-pack', subjectId: id, clientId });
      await tx.enqueue('rights.gather', { packId: id });
      await queueMail(tx, {
        staffId: input.reviewerId,
        template: 'something-to-read',
        params: { url: `${tx.shell.addresses.staffUrl}/rights/to-read` },
        key: `rights-read:${id}`,
      });
      return { packId: id };
    });
  });
