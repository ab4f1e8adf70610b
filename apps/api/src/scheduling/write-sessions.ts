import { randomUUID } from 'node:crypto';
import { occupiedRanges, type Taking } from '@heather/scheduling';
import { dateOf } from '../measures/instants.ts';
import type { WriteTransaction } from '../trpc/write.ts';

type NewSession = {
  episodeId: string;
  seriesId: string | null;
  occurrenceKey: string | null;
  therapistId: string;
  roomId: string | null;
  placeKind: string;
  joinLink: string | null;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  zone: string;
  feePence: number;
  number: number;
};

/**
 * Sessions, who they are for, and the time that they take of therapist, room and each participant. It looks at nothing: the
 * caller has locked and checked, and the database refuses an overlap (23P01) all the same.
 */
export async function writeSessions(
  tx: WriteTransaction,
  sessions: readonly NewSession[],
  clientIds: readonly string[],
): Promise<string[]> {
  const { practiceId } = tx;
  const createdAt = dateOf(tx.now());
  const rows = sessions.map((session) => ({ ...session, id: randomUUID() }));
  await tx.session.createMany({
    data: rows.map(({ startsAt, endsAt, ...row }) => ({
      ...row,
      practiceId,
      startsAt: dateOf(startsAt),
      endsAt: dateOf(endsAt),
      status: 'planned',
      createdAt,
    })),
  });
  await tx.sessionParticipant.createMany({
    data: rows.flatMap(({ id, startsAt }) =>
      clientIds.map((clientId) => ({
        practiceId,
        id: randomUUID(),
        sessionId: id,
        clientId,
        startsAt: dateOf(startsAt),
      })),
    ),
  });
  await tx.occupied.createMany({
    data: rows.flatMap((row) =>
      occupiedRows(practiceId, row.id, { ...row, therapistIds: [row.therapistId], clientIds }),
    ),
  });
  return rows.map(({ id }) => id);
}

/** The rows of `occupied` that one session takes, in the order in which everybody inserts them. */
export function occupiedRows(
  practiceId: string,
  sessionId: string,
  taking: Omit<Extract<Taking, { kind: 'session' }>, 'kind'>,
) {
  const { startsAt, endsAt, therapistIds, roomId, clientIds } = taking;
  const ranges = occupiedRanges({
    kind: 'session',
    startsAt,
    endsAt,
    therapistIds,
    ...(roomId && { roomId }),
    ...(clientIds && { clientIds }),
  });
  return ranges.map((range) => ({
    practiceId,
    id: randomUUID(),
    kind: range.kind,
    resourceId: range.resourceId,
    sessionId,
    startsAt: dateOf(range.startsAt),
    endsAt: dateOf(range.endsAt),
  }));
}

/** The number of the next session of a course. */
export async function nextNumber(tx: WriteTransaction, episodeId: string): Promise<number> {
  const last = await tx.session.findFirst({
    where: { practiceId: tx.practiceId, episodeId, number: { not: null } },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  return (last?.number ?? 0) + 1;
}
