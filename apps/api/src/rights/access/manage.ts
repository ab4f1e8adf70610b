import { randomUUID } from 'node:crypto';
import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf } from '../../measures/instants.ts';
import { staffProcedure } from '../../trpc/procedures.ts';
import { loadRequest } from '../requests/load-request.ts';

const about = { requestId: idSchema('rights-request') };
export const packStates = ['gathering', 'reviewing', 'building', 'released', 'lapsed'] as const;

const packSchema = z.strictObject({
  packId: z.string(),
  state: z.enum(packStates),
  reviewer: z.string(),
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
      reviewersOf(ctx.db, practiceId, request.clientId, dateOf(ctx.now())),
    ]);
    if (!pack) return { pack: null, reviewers };
    // The items are their readers' alone: how many wait is counted by the worker.
    const waiting = await ctx.asWorker(
      ({ db }) => db.$queryRaw<{ reader: string; count: bigint }[]>`
        SELECT s.short_name AS reader, count(*) AS count FROM access_item i
          JOIN staff_member s ON s.practice_id = i.practice_id AND s.id = i.reviewer_id
        WHERE i.practice_id = ${practiceId}::uuid AND i.pack_id = ${pack.id}::uuid AND i.decision = 'waiting'
        GROUP BY s.id, s.short_name ORDER BY s.short_name`,
    );
    return {
      reviewers,
      pack: {
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

type Reading = { $queryRaw: <T>(query: TemplateStringsArray, ...values: unknown[]) => PromiseLike<T> };

/** Whoever holds or held a course of theirs, and each clinical lead. */
async function reviewersOf(db: Reading, practiceId: string, clientId: string, now: Date) {
  return db.$queryRaw<{ staffId: string; name: string; isOwn: boolean }[]>`
    SELECT s.id AS "staffId", s.full_name AS name, bool_or(w.own) AS "isOwn" FROM (
      SELECT l.therapist_id AS id, true AS own FROM episode_participant p
        JOIN allocation l ON l.practice_id = p.practice_id AND l.episode_id = p.episode_id
        JOIN staff_role r ON r.practice_id = l.practice_id AND r.staff_id = l.therapist_id AND r.role = 'therapist'
      WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid
      UNION ALL
      SELECT r.staff_id, false FROM staff_role r WHERE r.practice_id = ${practiceId}::uuid AND r.role = 'clinical-lead'
    ) w JOIN staff_member s ON s.practice_id = ${practiceId}::uuid AND s.id = w.id AND s.state = 'active'
      AND (s.access_ends_at IS NULL OR s.access_ends_at > ${now})
    GROUP BY s.id, s.full_name ORDER BY bool_or(w.own) DESC, s.full_name`;
}

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
      const reviewers = await reviewersOf(tx, practiceId, request.clientId, dateOf(tx.now()));
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
