import { type EpisodeKind, episodeWeight, plannedEnding, type TakenPlace } from '@heather/allocation';
import { localDateOn } from '@heather/scheduling';
import type { Tx } from '../database.ts';
import { instantOf } from '../measures/instants.ts';

/** One open course of a therapist, as its frame shows it: nothing of what is said or answered in it. */
export type CaseloadCourse = {
  episodeId: string;
  therapistId: string;
  kind: EpisodeKind;
  state: string;
  everyWeeks: number;
  plannedSessions: number | null;
  reviewEvery: number;
  handover: boolean;
  clients: { id: string; name: string; joinedAt: string }[];
  attended: number;
  lastAt: Date | null;
  /** As far as they are booked. */
  toComeAt: Date[];
  untilOn: string | null;
  agreement: 'signed' | 'changing' | 'to-sign' | 'none';
};

type Row = Omit<CaseloadCourse, 'toComeAt' | 'untilOn' | 'clients'> & {
  toComeAt: Date[] | null;
  untilOn: Date | null;
  clients: CaseloadCourse['clients'] | null;
};

/** More than anybody carries. */
const mostCourses = 2000;

/** The open courses of these therapists (handovers among them), or of these clients, in one query whatever their number. */
export async function loadCaseload(
  db: Tx,
  practiceId: string,
  of: { therapistIds: readonly string[] } | { clientIds: readonly string[] },
  now: Date,
): Promise<CaseloadCourse[]> {
  const therapistIds = 'therapistIds' in of ? of.therapistIds : null;
  const clientIds = 'clientIds' in of ? of.clientIds : null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id AS "episodeId", l.therapist_id AS "therapistId", e.kind, e.state, coalesce(r.every_weeks, o.every_weeks, 1) AS "everyWeeks",
      e.planned_sessions AS "plannedSessions", e.review_every_sessions AS "reviewEvery",
      (l.until_at IS NOT NULL AND l.until_at <= ${now}) AS handover, r.until_on AS "untilOn",
      s.attended, s.last_at AS "lastAt", s.to_come_at AS "toComeAt",
      (SELECT json_agg(json_build_object('id', k.id, 'name', k.short_name, 'joinedAt', p.joined_at) ORDER BY p.joined_at, p.id)
        FROM episode_participant p JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
        WHERE p.practice_id = e.practice_id AND p.episode_id = e.id AND p.left_at IS NULL) AS clients,
      CASE WHEN w.agreed IS NULL AND w.sent IS NULL THEN 'none' WHEN w.agreed IS NULL THEN 'to-sign'
        WHEN w.sent > w.agreed THEN 'changing' ELSE 'signed' END AS agreement
    FROM allocation l
      JOIN episode e ON e.practice_id = l.practice_id AND e.id = l.episode_id AND e.state <> 'ended'
      LEFT JOIN offer o ON o.practice_id = l.practice_id AND o.id = l.offer_id
      LEFT JOIN LATERAL (SELECT x.every_weeks, x.until_on FROM series x WHERE x.practice_id = e.practice_id AND x.episode_id = e.id
        AND x.state = 'active' ORDER BY x.id DESC LIMIT 1) r ON true
      LEFT JOIN LATERAL (SELECT (count(*) FILTER (WHERE x.status = 'attended'))::int AS attended,
          max(x.starts_at) FILTER (WHERE x.status = 'attended') AS last_at,
          array_agg(x.starts_at ORDER BY x.starts_at) FILTER (WHERE x.status IN ('planned', 'moved') AND x.ends_at > ${now}) AS to_come_at
        FROM session x WHERE x.practice_id = e.practice_id AND x.episode_id = e.id) s ON true
      LEFT JOIN LATERAL (SELECT max(x.number) FILTER (WHERE x.state = 'agreed') AS agreed, max(x.number) FILTER (WHERE x.state = 'sent') AS sent
        FROM working_agreement x WHERE x.practice_id = e.practice_id AND x.episode_id = e.id AND x.state IN ('agreed', 'sent')) w ON true
    WHERE l.practice_id = ${practiceId}::uuid AND l.from_at <= ${now}
      AND (${therapistIds}::uuid[] IS NULL OR l.therapist_id = ANY (${therapistIds}::uuid[]))
      AND (${clientIds}::uuid[] IS NULL OR l.episode_id = ANY (ARRAY(SELECT y.episode_id FROM episode_participant y
        WHERE y.practice_id = ${practiceId}::uuid AND y.client_id = ANY (${clientIds}::uuid[]) AND y.left_at IS NULL)))
      AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
    ORDER BY e.opened_at, e.id LIMIT ${mostCourses}`;
  return rows.map((row) => ({
    ...row,
    clients: row.clients ?? [],
    toComeAt: row.toComeAt ?? [],
    untilOn: row.untilOn?.toISOString().slice(0, 10) ?? null,
  }));
}

/** The day of its last session as it is agreed today; null: open-ended. */
export function endingOf(course: CaseloadCourse, zone: string, todayOn: string): string | null {
  return plannedEnding({
    plannedSessions: course.plannedSessions,
    attended: course.attended,
    toComeOn: course.toComeAt.map((at) => localDateOn(instantOf(at), zone)),
    everyWeeks: course.everyWeeks,
    untilOn: course.untilOn,
    todayOn,
  });
}

/** The place that a course takes, by its kind and rhythm alone. One that is being handed over is the next therapist's. */
export function placesOf(courses: readonly CaseloadCourse[], zone: string, todayOn: string): TakenPlace[] {
  return courses
    .filter(({ handover }) => !handover)
    .map((course) => ({ weightTenths: episodeWeight(course), endsOn: endingOf(course, zone, todayOn) }));
}

export type TherapistGround = {
  id: string;
  name: string;
  capacityTenths: number | null;
  held: TakenPlace[];
  away: { fromOn: string; untilOn: string }[];
  /** Their own last word: "I can take two more from March". */
  said: { places: number; fromOn: string; saidOn: string } | null;
};

/** Beside their courses: what these therapists carry at most, places held for people who have not answered, leave until then, their word. */
export async function loadGround(
  db: Tx,
  practiceId: string,
  therapists: readonly { id: string; name: string }[],
  { now, zone, until }: { now: Date; zone: string; until: Date },
): Promise<TherapistGround[]> {
  const ids = therapists.map(({ id }) => id);
  const [profiles, offers, absences, words] = await Promise.all([
    db.therapistProfile.findMany({
      where: { practiceId, staffId: { in: ids } },
      select: { staffId: true, capacityTenths: true },
    }),
    db.offer.findMany({
      where: {
        practiceId,
        therapistId: { in: ids },
        state: { in: ['held', 'accepted-by-therapist', 'offered-to-client'] },
      },
      select: { therapistId: true, everyWeeks: true, startsLocal: true, entry: { select: { episodeKind: true } } },
    }),
    db.absence.findMany({
      where: { practiceId, staffId: { in: ids }, startsAt: { lt: until }, endsAt: { gt: now } },
      select: { staffId: true, startsAt: true, endsAt: true },
    }),
    db.openPlaces.findMany({
      where: { practiceId, therapistId: { in: ids } },
      orderBy: [{ saidAt: 'desc' }, { id: 'desc' }],
      distinct: ['therapistId'],
    }),
  ]);
  const on = (at: Date) => localDateOn(instantOf(at), zone);
  return therapists.map(({ id, name }) => {
    const said = words.find(({ therapistId }) => therapistId === id);
    return {
      id,
      name,
      capacityTenths: profiles.find(({ staffId }) => staffId === id)?.capacityTenths ?? null,
      held: offers
        .filter(({ therapistId }) => therapistId === id)
        .map(({ everyWeeks, startsLocal, entry }) => ({
          weightTenths: episodeWeight({ kind: entry.episodeKind as EpisodeKind, everyWeeks }),
          fromOn: startsLocal.slice(0, 10),
          endsOn: null,
        })),
      away: absences
        .filter(({ staffId }) => staffId === id)
        .map(({ startsAt, endsAt }) => ({ fromOn: on(startsAt), untilOn: on(new Date(endsAt.getTime() - 1)) })),
      said: said
        ? {
            places: said.places,
            fromOn: said.fromOn.toISOString().slice(0, 10),
            saidOn: on(said.saidAt),
          }
        : null,
    };
  });
}
