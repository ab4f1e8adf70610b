import type { Tx } from '../database.ts';

export type DayRow = {
  id: string;
  episodeId: string;
  therapistId: string;
  therapistName: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  status: string;
  placeKind: string;
  roomId: string | null;
  room: string | null;
  feePence: number;
  feeDuePence: number | null;
  beganLateMinutes: number | null;
  version: number;
  people: { clientId: string; name: string; firstName: string }[];
  nextAt: Date | null;
};

type Within = Record<'practiceId' | 'staffId', string> & Record<'now' | 'from' | 'until', Date>;

/**
 * The sessions of a stretch of time of one therapist, and of those they cover for now, whose course they reach; with who takes part
 * and when that course meets next. One query.
 */
export function loadDay(db: Tx, { practiceId, staffId, now, from, until }: Within): Promise<DayRow[]> {
  return db.$queryRaw<DayRow[]>`
    WITH mine AS (
      SELECT ${staffId}::uuid AS id
      UNION
      SELECT c.therapist_id FROM cover c
      WHERE c.practice_id = ${practiceId}::uuid AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}
        AND c.reads = 'record'
    )
    SELECT s.id, s.episode_id AS "episodeId", s.therapist_id AS "therapistId", t.short_name AS "therapistName",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.zone, s.status, s.place_kind AS "placeKind", s.room_id AS "roomId",
      r.name AS room, s.fee_pence AS "feePence", s.fee_due_pence AS "feeDuePence", s.began_late_minutes AS "beganLateMinutes",
      s.version,
      (SELECT coalesce(json_agg(json_build_object('clientId', k.id, 'name', k.short_name,
          'firstName', coalesce(k.known_as, k.first_name)) ORDER BY k.short_name, k.id), '[]'::json)
        FROM session_participant p JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
        WHERE p.practice_id = s.practice_id AND p.session_id = s.id AND k.state <> 'erased') AS people,
      (SELECT min(n.starts_at) FROM session n WHERE n.practice_id = s.practice_id AND n.episode_id = s.episode_id
        AND n.status IN ('planned', 'moved') AND n.starts_at > s.starts_at AND n.starts_at > ${now}) AS "nextAt"
    FROM session s
      JOIN staff_member t ON t.practice_id = s.practice_id AND t.id = s.therapist_id
      LEFT JOIN room r ON r.practice_id = s.practice_id AND r.id = s.room_id
    WHERE s.practice_id = ${practiceId}::uuid AND s.therapist_id IN (SELECT id FROM mine)
      AND s.starts_at >= ${from} AND s.starts_at < ${until}
      AND EXISTS (SELECT FROM allocation l WHERE l.practice_id = s.practice_id AND l.episode_id = s.episode_id
        AND l.therapist_id IN (SELECT id FROM mine) AND l.from_at <= ${now}
        AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now}))
    ORDER BY s.starts_at, s.id`;
}
