import { fail } from '@heather/core';
import { dateOf } from '../measures/instants.ts';
import type { ReadPurpose, StaffContext } from '../trpc/procedures.ts';

/** Which courses of one client the caller may read notes of. `mayWrite`: as their therapist, or covering for them. */
export type ReachedRecord = { clientId: string; episodeIds: string[] | 'all'; purpose: ReadPurpose; mayWrite: boolean };

/**
 * Notes follow the course: whoever holds it (or its handover, or dated cover that was granted the record) reads its notes, and not those that the same person's
 * couple therapy has elsewhere. A broken glass opens them all for its hour, to read.
 * @throws not-found for anybody else's client, exactly as for no client at all
 */
export async function reachRecord(ctx: StaffContext, clientId: string): Promise<ReachedRecord> {
  const { practiceId, staffId, roles } = ctx.actor;
  const now = dateOf(ctx.now());
  const rows = roles.includes('therapist')
    ? await ctx.db.$queryRaw<{ episode_id: string; own: boolean }[]>`
    SELECT l.episode_id, bool_or(l.therapist_id = ${staffId}::uuid) AS own
    FROM episode_participant p JOIN allocation l ON l.practice_id = p.practice_id AND l.episode_id = p.episode_id
    WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ${clientId}::uuid
      AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
      AND (l.therapist_id = ${staffId}::uuid OR l.therapist_id IN (
        SELECT c.therapist_id FROM cover c
        WHERE c.practice_id = p.practice_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}
          AND c.reads = 'record'))
    GROUP BY l.episode_id`
    : [];
  if (rows.length > 0) {
    const purpose = rows.some(({ own }) => own) ? 'care' : 'cover';
    return { clientId, episodeIds: rows.map(({ episode_id }) => episode_id), purpose, mayWrite: true };
  }
  if (!roles.includes('clinical-lead')) return fail('not-found');
  const broken = await ctx.db.breakGlass.findFirst({
    where: { practiceId, staffId, clientId, openedAt: { lte: now }, expiresAt: { gt: now } },
    select: { id: true },
  });
  if (!broken) return fail('not-found');
  return { clientId, episodeIds: 'all', purpose: 'break-glass', mayWrite: false };
}

const columns = {
  id: true,
  episodeId: true,
  therapistId: true,
  startsAt: true,
  endsAt: true,
  zone: true,
  status: true,
  number: true,
} as const;

/** A session that this client takes part in, of a course that the caller reaches. @throws not-found, as for a random id */
export async function reachSession(ctx: StaffContext, given: { sessionId: string; clientId: string }) {
  const { practiceId } = ctx.actor;
  const { sessionId, clientId } = given;
  const record = await reachRecord(ctx, clientId);
  const found = await ctx.db.sessionParticipant.findFirst({
    where: { practiceId, sessionId, clientId },
    select: { session: { select: columns } },
  });
  const session = found?.session;
  if (!session) return fail('not-found');
  if (record.episodeIds !== 'all' && !record.episodeIds.includes(session.episodeId)) return fail('not-found');
  return { record, session };
}

/** The same, to write in: by a therapist, once the session has begun. @throws not-found · scheduling/not-begun */
export async function reachToWrite(ctx: StaffContext, given: { sessionId: string; clientId: string }) {
  const { record, session } = await reachSession(ctx, given);
  if (!record.mayWrite) return fail('not-found');
  if (session.startsAt.getTime() > ctx.now().epochMilliseconds) return fail('scheduling/not-begun');
  return { ...session, clientId: given.clientId };
}
export type WrittenSession = Awaited<ReturnType<typeof reachToWrite>>;
