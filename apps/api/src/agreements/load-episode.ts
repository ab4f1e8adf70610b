import { fail } from '@heather/core';
import { isMailAddress } from '@heather/mail';
import type { Tx } from '../database.ts';

const whole = {
  episodeParticipantAsEpisode: {
    where: { leftAt: null },
    orderBy: { joinedAt: 'asc' },
    include: { client: { include: { safeContactAsClient: true } } },
  },
  allocationAsEpisode: {
    where: { untilAt: null },
    orderBy: { fromAt: 'desc' },
    include: {
      therapist: { include: { therapistProfileAsStaff: true } },
      offer: { include: { room: true } },
    },
  },
  workingAgreementAsEpisode: { orderBy: { number: 'desc' }, take: 5 },
} as const;

/**
 * The newest course of a client that is not over, of those that the caller makes agreements for, with its people, therapist and
 * agreements. @throws agreement/nobody-to-sign
 */
export async function loadEpisode(
  db: Tx,
  practiceId: string,
  clientId: string,
  among: { episodeIds?: string[]; episodeId?: string | undefined },
) {
  const { episodeIds, episodeId } = among;
  const episode = await db.episode.findFirst({
    where: {
      practiceId,
      state: { not: 'ended' },
      AND: [episodeIds ? { id: { in: episodeIds } } : {}, episodeId ? { id: episodeId } : {}],
      episodeParticipantAsEpisode: { some: { clientId, leftAt: null } },
    },
    orderBy: { openedAt: 'desc' },
    include: whole,
  });
  const allocation = episode?.allocationAsEpisode[0];
  if (!episode || !allocation) return fail('agreement/nobody-to-sign');
  return { episode, allocation };
}
export type LoadedEpisode = Awaited<ReturnType<typeof loadEpisode>>;

/** Whether mail may go there at all. */
export const hasSafeAddress = (safe: { email: string | null; emailIsSafe: boolean } | null): boolean =>
  safe?.emailIsSafe === true && isMailAddress(safe.email);

/** The courses that `loadEpisode` may be asked for, newest first, as a person tells them apart: who comes, and to whom. */
export async function listCourses(db: Tx, practiceId: string, clientId: string, episodeIds?: string[]) {
  const rows = await db.episode.findMany({
    where: {
      practiceId,
      state: { not: 'ended' },
      ...(episodeIds && { id: { in: episodeIds } }),
      episodeParticipantAsEpisode: { some: { clientId, leftAt: null } },
      allocationAsEpisode: { some: { untilAt: null } },
    },
    orderBy: { openedAt: 'desc' },
    take: 10,
    select: {
      id: true,
      episodeParticipantAsEpisode: { where: { leftAt: null }, select: { client: { select: { shortName: true } } } },
      allocationAsEpisode: {
        where: { untilAt: null },
        take: 1,
        select: { therapist: { select: { shortName: true } } },
      },
    },
  });
  return rows.map(({ id, episodeParticipantAsEpisode: people, allocationAsEpisode: [allocation] }) => ({
    episodeId: id,
    label: `${people.map(({ client }) => client.shortName).join(' and ')}, with ${allocation?.therapist.shortName ?? ''}`,
  }));
}
