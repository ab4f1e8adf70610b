import { resourcesOf } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { dateOf, instantOf } from '../measures/instants.ts';
import { findClashes, type NamedClash } from './find-clashes.ts';

/** Weeks before a session in which somebody is asked about it: sooner it is noise, and its time may yet be free. */
export const gapWeeks = 8;

/**
 * Gaps that somebody should settle: to come within the weeks, of a standing session that goes on. A week in which its therapist is away is
 * none of them: it is known, its people are told of it, and when somebody comes back earlier it is looked at again by itself.
 */
export async function openGaps(
  db: Pick<Tx, 'absence'>,
  practiceId: string,
  now: Temporal.Instant,
  therapistIds?: readonly string[],
) {
  const [from, until] = [dateOf(now), dateOf(now.add({ hours: 24 * 7 * gapWeeks }))];
  const whose = therapistIds && { in: [...therapistIds] };
  const away = await db.absence.findMany({
    where: { practiceId, staffId: whose ?? { not: null }, startsAt: { lt: until }, endsAt: { gt: from } },
    select: { staffId: true, startsAt: true, endsAt: true },
  });
  const inside = away.flatMap(({ staffId: therapistId, startsAt, endsAt }) =>
    therapistId === null ? [] : [{ series: { therapistId }, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } }],
  );
  return {
    practiceId,
    state: 'open',
    startsAt: { gt: from, lt: until },
    series: { state: 'active', ...(whose && { therapistId: whose }) },
    ...(inside.length > 0 && { NOT: { OR: inside } }),
  };
}

/** The first that `openGaps` finds for one therapist, in one question: their day asks it, and counts what it asks. */
export async function firstOpenGap(
  db: Pick<Tx, '$queryRaw'>,
  practiceId: string,
  now: Temporal.Instant,
  therapistId: string,
): Promise<{ startsAt: Date } | null> {
  const [from, until] = [dateOf(now), dateOf(now.add({ hours: 24 * 7 * gapWeeks }))];
  const [first] = await db.$queryRaw<{ startsAt: Date }[]>`
    SELECT g.starts_at AS "startsAt" FROM series_gap g
    JOIN series s ON s.practice_id = g.practice_id AND s.id = g.series_id
    WHERE g.practice_id = ${practiceId}::uuid AND g.state = 'open' AND g.starts_at > ${from} AND g.starts_at < ${until}
      AND s.state = 'active' AND s.therapist_id = ${therapistId}::uuid
      AND NOT EXISTS (SELECT FROM absence a WHERE a.practice_id = g.practice_id AND a.staff_id = s.therapist_id
        AND a.starts_at < g.ends_at AND a.ends_at > g.starts_at)
    ORDER BY g.starts_at LIMIT 1`;
  return first ?? null;
}

/** The therapist and whoever they cover for now. */
export async function ownAndCovered(
  db: Pick<Tx, 'cover'>,
  practiceId: string,
  staffId: string,
  now: Temporal.Instant,
): Promise<string[]> {
  const at = dateOf(now);
  const rows = await db.cover.findMany({
    where: { practiceId, coverId: staffId, startsAt: { lte: at }, endsAt: { gt: at } },
    select: { therapistId: true },
  });
  return [staffId, ...rows.map(({ therapistId }) => therapistId)];
}

const whole = {
  series: {
    select: {
      id: true,
      therapistId: true,
      roomId: true,
      zone: true,
      lengthMinutes: true,
      placeKind: true,
      joinLink: true,
      feePence: true,
      therapist: { select: { shortName: true } },
    },
  },
  episode: {
    select: {
      episodeParticipantAsEpisode: {
        where: { leftAt: null },
        orderBy: { joinedAt: 'asc' },
        select: { clientId: true, client: { select: { shortName: true } } },
      },
    },
  },
} as const;

/** The first of these gaps by their time, each with what is in its way now; nothing when it has come free. */
export async function loadGaps(db: Tx, where: Awaited<ReturnType<typeof openGaps>>, most: number, zone: string) {
  const rows = await db.seriesGap.findMany({
    where,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
    include: whole,
  });
  const clashes = await findClashes(db, where.practiceId, rows.map(candidateOf), zone);
  return rows.map((row) => ({ ...row, clashes: clashes.filter(({ key }) => key === row.id) }));
}

type GapRow = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  series: { therapistId: string; roomId: string | null };
  episode: { episodeParticipantAsEpisode: readonly { clientId: string }[] };
};

const clientsOf = (row: GapRow) => row.episode.episodeParticipantAsEpisode.map(({ clientId }) => clientId);

const candidateOf = (row: GapRow) => ({
  key: row.id,
  start: instantOf(row.startsAt),
  end: instantOf(row.endsAt),
  resources: resourcesOf({
    therapistIds: [row.series.therapistId],
    roomId: row.series.roomId,
    clientIds: clientsOf(row),
  }),
});

/** "The practice is closed." "Room 2 is taken." Who or what, never what else they are doing. */
export function whyNot(clashes: readonly NamedClash[]): string {
  const [first] = clashes;
  if (!first) return 'The time has come free again.';
  const { kind, name } =
    clashes.find((one) => one.kind === 'closed') ?? clashes.find((one) => one.kind === 'away') ?? first;
  if (kind === 'closed') return 'The practice is closed.';
  if (kind === 'away') return `${name} is away.`;
  return kind === 'room' ? `${name} is taken.` : `${name} has something else.`;
}
