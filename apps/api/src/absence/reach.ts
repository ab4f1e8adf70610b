import { fail } from '@heather/core';
import { dateOf } from '../measures/instants.ts';
import type { StaffContext } from '../trpc/procedures.ts';

/** Somebody of the practice whom the caller may say to be away: themselves, or anybody for the desk. @throws not-found */
export async function mustReachTherapist(ctx: StaffContext, staffId: string) {
  const { practiceId } = ctx.actor;
  if (ctx.scope !== 'practice' && staffId !== ctx.actor.staffId) return fail('not-found');
  const found = await ctx.db.staffMember.findFirst({
    where: { practiceId, id: staffId, state: { not: 'left' }, staffRoleAsStaff: { some: { role: 'therapist' } } },
    select: { id: true, fullName: true, shortName: true },
  });
  return found ?? fail('not-found');
}

/** Why somebody is away is for themselves, the manager and the clinical lead. */
export const seesWhy = ({ actor }: StaffContext, staffId: string) =>
  actor.staffId === staffId || actor.roles.some((role) => role === 'manager' || role === 'clinical-lead');

/** One absence: one's own, one for which one covers now, or any for the desk. @throws not-found, as for a random id */
export async function reachAway(ctx: StaffContext, awayId: string, { orCover = false } = {}) {
  const { practiceId, staffId } = ctx.actor;
  const away = await ctx.db.timeAway.findFirst({
    where: { practiceId, id: awayId },
    include: { staff: { select: { fullName: true, shortName: true } } },
  });
  if (!away) return fail('not-found');
  if (ctx.scope === 'practice' || away.staffId === staffId) return away;
  const now = dateOf(ctx.now());
  const covers = orCover
    ? await ctx.db.cover.findFirst({
        where: { practiceId, awayId, coverId: staffId, endsAt: { gt: now } },
        select: { id: true },
      })
    : null;
  return covers ? away : fail('not-found');
}
