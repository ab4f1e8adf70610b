import { fail } from '@heather/core';
import type { Tx } from '../database.ts';
import type { StaffContext } from '../trpc/procedures.ts';

/** One client's course of therapy as its therapist (or whoever covers for them today) reaches it. */
export type Course = { clientId: string; episodeId: string; therapistId: string; purpose: 'care' | 'cover' };

/**
 * The newest course of this client that the caller holds: an open allocation or its handover, or dated cover for it that was granted
 * the record. Break-glass
 * and the ladder do not open measures: they have doors of their own.
 * @throws not-found for anybody else's client, exactly as for no client at all
 */
export async function loadCourse(ctx: StaffContext, clientId: string): Promise<Course> {
  const { practiceId, staffId } = ctx.actor;
  const now = new Date(ctx.now().epochMilliseconds);
  const rows = await ctx.db.$queryRaw<{ episode_id: string; therapist_id: string }[]>`
    SELECT l.episode_id, l.therapist_id
    FROM episode_participant p
      JOIN allocation l ON l.practice_id = p.practice_id AND l.episode_id = p.episode_id
      JOIN episode e ON e.practice_id = l.practice_id AND e.id = l.episode_id
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid
      AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
      AND (l.therapist_id = ${staffId}::uuid OR l.therapist_id IN (
        SELECT c.therapist_id FROM cover c
        WHERE c.practice_id = p.practice_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}
          AND c.reads = 'record'))
    ORDER BY (l.therapist_id = ${staffId}::uuid) DESC, e.opened_at DESC, l.from_at DESC
    LIMIT 1`;
  const row = rows[0];
  if (!row) return fail('not-found');
  const purpose = row.therapist_id === staffId ? 'care' : 'cover';
  return { clientId, episodeId: row.episode_id, therapistId: row.therapist_id, purpose };
}

/** Who is this client's therapist in a course now: the newest open allocation, else the newest there was. */
export async function therapistOf(db: Tx, practiceId: string, episodeId: string): Promise<string | null> {
  const rows = await db.allocation.findMany({
    where: { practiceId, episodeId },
    orderBy: { fromAt: 'desc' },
    select: { therapistId: true, untilAt: true },
  });
  return (rows.find((row) => row.untilAt === null) ?? rows[0])?.therapistId ?? null;
}

/** When this course's next session begins; null when none is booked. */
export async function nextSessionAt(
  db: Tx,
  practiceId: string,
  episodeId: string,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const next = await db.session.findFirst({
    where: {
      practiceId,
      episodeId,
      status: { in: ['planned', 'moved'] },
      startsAt: { gt: new Date(now.epochMilliseconds) },
    },
    orderBy: { startsAt: 'asc' },
    select: { startsAt: true },
  });
  return next && Temporal.Instant.fromEpochMilliseconds(next.startsAt.getTime());
}
