import { fail } from '@heather/core';
import type { StaffContext } from '../trpc/procedures.ts';

/** One client's newest course, for somebody who keeps its diary. */
export type ReachedCourse = {
  clientId: string;
  clientName: string;
  /** Null for somebody who has no course yet: an enquiry, a person waiting. */
  episode: { id: string; state: string; kind: string; therapistId: string | null; offerId: string | null } | null;
};

type CourseRow = {
  name: string;
  episode_id: string | null;
  state: string;
  kind: string;
  therapist_id: string | null;
  offer_id: string | null;
};

/**
 * The newest course of this client that the caller reaches: all of the practice for the desk, own caseload (or dated cover for it)
 * for a therapist.
 * @throws not-found for anybody else's client, exactly as for no client at all
 */
export async function loadCourseFor(ctx: StaffContext, clientId: string): Promise<ReachedCourse> {
  const { practiceId, staffId } = ctx.actor;
  const isDesk = ctx.scope === 'practice';
  const now = new Date(ctx.now().epochMilliseconds);
  const rows = await ctx.db.$queryRaw<CourseRow[]>`
    SELECT k.short_name AS name, e.id AS episode_id, e.state, e.kind, l.therapist_id, l.offer_id
    FROM client k
      LEFT JOIN episode_participant p ON p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL
      LEFT JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
      LEFT JOIN LATERAL (SELECT a.therapist_id, a.offer_id FROM allocation a
        WHERE a.practice_id = e.practice_id AND a.episode_id = e.id ORDER BY (a.until_at IS NULL) DESC, a.from_at DESC LIMIT 1) l ON true
    WHERE k.practice_id = ${practiceId}::uuid AND k.id = ${clientId}::uuid
      AND (${isDesk}::boolean OR EXISTS (SELECT FROM allocation a WHERE a.practice_id = e.practice_id AND a.episode_id = e.id
        AND a.from_at <= ${now} AND (a.until_at IS NULL OR a.until_at > ${now} OR a.handover_until_at > ${now})
        AND (a.therapist_id = ${staffId}::uuid OR EXISTS (SELECT FROM cover c WHERE c.practice_id = a.practice_id
          AND c.therapist_id = a.therapist_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}))))
    ORDER BY (e.state <> 'ended') DESC NULLS LAST, e.opened_at DESC
    LIMIT 1`;
  const row = rows[0];
  if (!row) return fail('not-found');
  const { episode_id: id, state, kind, therapist_id: therapistId, offer_id: offerId } = row;
  return { clientId, clientName: row.name, episode: id === null ? null : { id, state, kind, therapistId, offerId } };
}

/** Days in which whoever held a session writes down that it was, though the course is somebody else's by now. */
const ownSessionDays = 7;

/** Sessions that somebody holds themselves, whoever's the course is: those to come, and the last week's. Those of years ago are its. */
export function heldBy(staffId: string, now: Temporal.Instant) {
  const at = new Date(now.epochMilliseconds);
  const since = new Date(now.subtract({ hours: 24 * ownSessionDays }).epochMilliseconds);
  return {
    therapistId: staffId,
    OR: [
      { status: { in: ['planned', 'moved'] }, startsAt: { gt: at } },
      { startsAt: { lte: at }, endsAt: { gt: since } },
    ],
  };
}

/**
 * May the caller keep this session's diary? The desk may; a therapist when it is of a course of their caseload, or one that they hold.
 * @throws not-found, as for a random id
 */
export async function mustReachSession(
  ctx: StaffContext,
  session: { id: string; episodeId: string } | null,
): Promise<void> {
  if (!session) return fail('not-found');
  if (ctx.scope === 'practice') return;
  const { practiceId, staffId } = ctx.actor;
  const held = await ctx.db.session.findFirst({
    where: { practiceId, id: session.id, ...heldBy(staffId, ctx.now()) },
    select: { id: true },
  });
  if (held) return;
  await mustReachCourse(ctx, session.episodeId);
}

/** May the caller keep the diary of this course? The desk may; a therapist who holds it now, or covers for who does. @throws not-found */
export async function mustReachCourse(ctx: StaffContext, episodeId: string): Promise<void> {
  if (ctx.scope === 'practice') return;
  const { practiceId, staffId } = ctx.actor;
  const now = new Date(ctx.now().epochMilliseconds);
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM allocation a WHERE a.practice_id = ${practiceId}::uuid AND a.episode_id = ${episodeId}::uuid
      AND a.from_at <= ${now} AND (a.until_at IS NULL OR a.until_at > ${now} OR a.handover_until_at > ${now})
      AND (a.therapist_id = ${staffId}::uuid OR EXISTS (SELECT FROM cover c WHERE c.practice_id = a.practice_id
        AND c.therapist_id = a.therapist_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}))
    LIMIT 1`;
  if (rows.length === 0) fail('not-found');
}
