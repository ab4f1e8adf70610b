import { fail } from '@heather/core';
import type { StaffContext } from '../trpc/procedures.ts';

/** @throws Refusal not-found unless the caller's scope reaches this client; a random id is answered alike */
export async function mustReach(ctx: StaffContext, clientId: string): Promise<void> {
  const { practiceId } = ctx.actor;
  if (ctx.scope === 'practice') {
    const known = await ctx.db.client.findFirst({ where: { practiceId, id: clientId }, select: { id: true } });
    return known ? undefined : fail('not-found');
  }
  const { episodeIds = [] } = await ownCourses(ctx);
  const mine = await ctx.db.episodeParticipant.findFirst({
    where: { practiceId, clientId, episodeId: { in: episodeIds } },
    select: { id: true },
  });
  if (!mine) return fail('not-found');
}

/**
 * The courses whose agreements the caller keeps, as a condition on them: all for somebody of the whole practice; for a therapist those
 * allocated to them now (or in handover), or to somebody they cover for. A client's course with somebody else is not theirs, though
 * the client is; nor is a course for being asked about it.
 */
export async function ownCourses(
  ctx: StaffContext,
  /** Handing over is reading on for a while; a new agreement is made by whoever has the course. */
  { withHandover = true }: { withHandover?: boolean } = {},
): Promise<{ episodeIds?: string[] }> {
  if (ctx.scope === 'practice') return {};
  return { episodeIds: await allocatedCourses(ctx, { withHandover }) };
}

/** The courses that are the caller's own work now, whatever else they do in the practice. */
export async function allocatedCourses(ctx: StaffContext, { withHandover = true } = {}): Promise<string[]> {
  const { practiceId, staffId } = ctx.actor;
  const now = new Date(ctx.now().epochMilliseconds);
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT l.episode_id AS id FROM allocation l
    WHERE l.practice_id = ${practiceId}::uuid
      AND l.from_at <= ${now}
      AND (l.until_at IS NULL OR l.until_at > ${now} OR (${withHandover}::boolean AND l.handover_until_at > ${now}))
      AND (l.therapist_id = ${staffId}::uuid OR l.therapist_id IN (
        SELECT c.therapist_id FROM cover c
        WHERE c.practice_id = ${practiceId}::uuid AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}))`;
  return rows.map(({ id }) => id);
}

/** Whose pack it is, once it is known that the caller may reach its course. @throws Refusal not-found */
export async function mustReachPack(
  ctx: StaffContext,
  packId: string,
): Promise<{ clientId: string; episodeId: string }> {
  const { practiceId } = ctx.actor;
  const { episodeIds } = await ownCourses(ctx);
  const row = await ctx.db.agreementPack.findFirst({
    where: { practiceId, id: packId, ...(episodeIds && { episodeId: { in: episodeIds } }) },
    select: { clientId: true, episodeId: true },
  });
  return row ?? fail('not-found');
}
