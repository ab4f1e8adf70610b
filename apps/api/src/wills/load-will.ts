import { fail } from '@heather/core';
import { twoTrustees } from '@heather/policy';
import type { Tx } from '../database.ts';
import { dateOf } from '../measures/instants.ts';
import type { StaffContext } from '../trpc/procedures.ts';

export const reasons = ['death', 'incapacity', 'unreachable'] as const;

const people = {
  staff: { select: { id: true, fullName: true, shortName: true } },
  firstTrustee: { select: { id: true, shortName: true, state: true } },
  secondTrustee: { select: { id: true, shortName: true, state: true } },
} as const;

/** Wills that stand, with their newest opening. */
export function findWills(db: Tx, where: object) {
  return db.clinicalWill.findMany({
    where: { ...where, endedAt: null },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
    include: {
      ...people,
      willOpeningAsWill: {
        // One that has not ended is the newest, also where another was asked for and ended in the same instant.
        orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { askedAt: 'desc' }, { id: 'desc' }],
        take: 1,
        include: { askedBy: { select: { shortName: true } }, secondBy: { select: { shortName: true } } },
      },
    },
  });
}
export type Will = Awaited<ReturnType<typeof findWills>>[number];
export type OpeningRow = Will['willOpeningAsWill'][number];

/** An opening as the pure decisions take it. */
export const openingOf = (row: {
  state: string;
  reason: string;
  askedById: string;
  lapsesAt: Date;
  secondById: string | null;
  closesAt: Date | null;
}): twoTrustees.WillOpening => ({
  state: row.state as twoTrustees.WillOpening['state'],
  reason: row.reason,
  askedBy: row.askedById,
  lapsesAt: row.lapsesAt.getTime(),
  secondBy: row.secondById,
  closesAt: row.closesAt?.getTime() ?? null,
});

export const trusteesOf = (will: { firstTrusteeId: string; secondTrusteeId: string }): twoTrustees.Trustees => [
  will.firstTrusteeId,
  will.secondTrusteeId,
];

/** The therapist themself, the clinical lead, the manager: told at once, and able to stop it. */
export const mayStop = ({ actor }: StaffContext, will: { staffId: string }) =>
  actor.staffId === will.staffId || actor.roles.some((role) => role === 'manager' || role === 'clinical-lead');

/**
 * What a trustee reaches while it is open: the will, the opening and the therapist's people. Asked anew at each step, by the clock and not
 * by a sweep: a millisecond after its end it is not there.
 * @throws not-found for everybody else and at any other time
 */
export async function reachOpening(ctx: StaffContext, openingId: string) {
  const { practiceId, staffId } = ctx.actor;
  const opening = await ctx.db.willOpening.findFirst({
    where: { practiceId, id: openingId },
    include: { will: { include: { staff: { select: { fullName: true, shortName: true } } } } },
  });
  if (!opening || !trusteesOf(opening.will).includes(staffId)) return fail('not-found');
  if (!twoTrustees.isOpenAt(openingOf(opening), ctx.now().epochMilliseconds)) return fail('not-found');
  return opening;
}

/** Everybody in a course with the therapist now, or whose course ended with them so lately that it is still handed over. */
export async function clientsOf(db: Tx, practiceId: string, therapistId: string, now: Temporal.Instant) {
  const at = dateOf(now);
  const rows = await db.episodeParticipant.findMany({
    where: {
      practiceId,
      leftAt: null,
      episode: {
        allocationAsEpisode: {
          some: {
            therapistId,
            fromAt: { lte: at },
            OR: [{ untilAt: null }, { untilAt: { gt: at } }, { handoverUntilAt: { gt: at } }],
          },
        },
      },
    },
    select: { clientId: true, episodeId: true, client: { select: { shortName: true } } },
    orderBy: [{ client: { shortName: 'asc' } }, { clientId: 'asc' }],
    take: 500,
  });
  return rows.map(({ clientId, episodeId, client }) => ({ clientId, episodeId, name: client.shortName }));
}
