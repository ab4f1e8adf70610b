import { fail, idSchema } from '@heather/core';
import { lockName } from '@heather/database';
import { z } from 'zod';
import { allocatedCourses } from '../../agreements/reach.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { dateOf } from '../../measures/instants.ts';
import { type StaffContext, staffProcedure } from '../../trpc/procedures.ts';
import type { WriteTransaction } from '../../trpc/write.ts';
import { loadRequest } from '../requests/load-request.ts';
import { isForAuthor } from './gather.ts';
import { openContent } from './item-store.ts';
import { recordTables, tableNamed } from './record-tables.ts';

type Reading = { $queryRaw: <T>(query: TemplateStringsArray, ...values: unknown[]) => PromiseLike<T> };

/** Who may be asked to read all of it: whoever has a course of theirs now, is handing it over or covers for it, and each clinical lead. */
export async function readersOf(db: Reading, practiceId: string, clientId: string, now: Date) {
  return db.$queryRaw<{ staffId: string; name: string; isOwn: boolean }[]>`
    WITH their AS (
      SELECT l.therapist_id AS id FROM episode_participant p
        JOIN allocation l ON l.practice_id = p.practice_id AND l.episode_id = p.episode_id
      WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid
        AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
    )
    SELECT s.id AS "staffId", s.full_name AS name, bool_or(w.own) AS "isOwn" FROM (
      SELECT id, true AS own FROM their
      UNION ALL
      SELECT c.cover_id, true FROM their JOIN cover c ON c.practice_id = ${practiceId}::uuid AND c.therapist_id = their.id
        AND c.starts_at <= ${now} AND c.ends_at > ${now}
      UNION ALL
      SELECT r.staff_id, false FROM staff_role r WHERE r.practice_id = ${practiceId}::uuid AND r.role = 'clinical-lead'
    ) w JOIN staff_member s ON s.practice_id = ${practiceId}::uuid AND s.id = w.id AND s.state = 'active'
      AND (s.access_ends_at IS NULL OR s.access_ends_at > ${now})
    WHERE NOT w.own OR EXISTS (SELECT FROM staff_role r WHERE r.practice_id = s.practice_id AND r.staff_id = s.id AND r.role = 'therapist')
    GROUP BY s.id, s.full_name ORDER BY bool_or(w.own) DESC, s.full_name`;
}

/** The clients whose whole record the caller may read for a request; null: everybody's. Being asked once is not enough when the client has gone on. */
export async function clientsRead(ctx: StaffContext): Promise<string[] | null> {
  if (ctx.actor.roles.includes('clinical-lead')) return null;
  const rows = await ctx.db.episodeParticipant.findMany({
    where: { practiceId: ctx.actor.practiceId, episodeId: { in: await allocatedCourses(ctx) } },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

/** Whether the caller was asked to read all of this copy, and may still read the record it is of. */
export async function readsWhole(ctx: StaffContext, pack: { reviewerId: string; clientId: string }): Promise<boolean> {
  if (pack.reviewerId !== ctx.actor.staffId) return false;
  const read = await clientsRead(ctx);
  return read === null || read.includes(pack.clientId);
}

/**
 * Somebody else reads the copy: whoever did has lost the client or left. What was decided stays decided. What is an author's own thinking
 * stays with its author while they work here. @throws wrong-order while the machine has it, or when its time is over
 */
export const askReader = staffProcedure('rights.askReader')
  .input(z.strictObject({ requestId: idSchema('rights-request'), reviewerId: idSchema('staff') }))
  .output(z.strictObject({ packId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    const { practiceId } = ctx.actor;
    const now = dateOf(ctx.now());
    const reader = { db: ctx.db, practiceId, now: ctx.now(), zone: ctx.practice.timeZone };
    const request = await loadRequest(reader, input.requestId);
    const found = await ctx.db.accessPack.findFirst({
      where: { practiceId, requestId: request.id },
      select: { id: true },
    });
    if (!found) return fail('not-found');
    const packId = found.id;
    return ctx.asWorker((worker) =>
      worker.write(async (tx) => {
        await lockName(tx, `access-pack:${packId}`);
        const pack = await tx.accessPack.findFirst({ where: { practiceId, id: packId } });
        if (!pack) return fail('not-found');
        if (pack.state !== 'reviewing' && pack.state !== 'released') return fail('wrong-order');
        const { clientId } = pack;
        const readers = await readersOf(tx, practiceId, clientId, now);
        if (!readers.some(({ staffId }) => staffId === input.reviewerId)) return fail('not-found');
        const parts = await handOver(tx, pack, input.reviewerId, now);
        if (parts === 0 && pack.reviewerId === input.reviewerId) return { packId };
        await tx.accessPack.updateMany({ where: { practiceId, id: packId }, data: { reviewerId: input.reviewerId } });
        await tx.accessFile.updateMany({ where: { practiceId, packId }, data: { reviewerId: input.reviewerId } });
        await tx.audit('rights.reader-asked', {
          subjectType: 'access-pack',
          subjectId: packId,
          clientId,
          facts: { parts },
        });
        if (pack.reviewerId !== input.reviewerId)
          await queueMail(tx, {
            staffId: input.reviewerId,
            template: 'something-to-read',
            params: { url: `${tx.shell.addresses.staffUrl}/rights/to-read` },
            // By who had it before and when: it may come back to somebody.
            key: `rights-read:${packId}:${pack.reviewerId}:${now.getTime()}`,
          });
        return { packId };
      }),
    );
  });

/** Ids of those who work here. */
export async function atWork(db: Pick<WriteTransaction, 'staffMember'>, practiceId: string, now: Date) {
  const rows = await db.staffMember.findMany({
    where: { practiceId, state: 'active', OR: [{ accessEndsAt: null }, { accessEndsAt: { gt: now } }] },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

const authored = recordTables.filter(({ authorIn }) => authorIn !== undefined).map(({ name }) => name);
const atOnce = 200;

type Pack = { id: string; clientId: string; reviewerId: string };

/** What the reader of before had, and what waits for somebody who has left, becomes the new one's. @returns how many parts */
async function handOver(tx: WriteTransaction, pack: Pack, to: string, now: Date): Promise<number> {
  const { practiceId } = tx;
  const here = await atWork(tx, practiceId, now);
  const from = pack.reviewerId;
  const theirs = { practiceId, packId: pack.id, reviewerId: from };
  const ownThinking: string[] = [];
  for (let after = -1; from !== to && here.has(from); ) {
    const rows = await tx.accessItem.findMany({
      where: { ...theirs, tableName: { in: authored }, ordinal: { gt: after } },
      orderBy: { ordinal: 'asc' },
      take: atOnce,
    });
    for (const row of rows) {
      const content = await openContent(tx.vault, pack.clientId, row.id, row.contentSealed);
      const table = tableNamed(row.tableName);
      const isTheirs = content && table && isForAuthor(table, content);
      if (isTheirs && content.rows[0]?.values[table.authorIn as string] === from) ownThinking.push(row.id);
    }
    if (rows.length < atOnce) break;
    after = rows.at(-1)?.ordinal ?? after;
  }
  const { count: read } = await tx.accessItem.updateMany({
    where: { ...theirs, reviewerId: { equals: from, not: to }, id: { notIn: ownThinking } },
    data: { reviewerId: to },
  });
  const { count: left } = await tx.accessItem.updateMany({
    where: { ...theirs, reviewerId: { notIn: [...here, to] } },
    data: { reviewerId: to },
  });
  return read + left;
}
