import type { Tx } from '../database.ts';

export type DayPerson = {
  clientId: string;
  shortName: string;
  firstName: string;
  /** Their line for this session, still sealed, as base64. */
  wishId: string | null;
  wish: string | null;
  /** Since when a safety answer of theirs is open. */
  alertAt: string | null;
  /** How far the caller's own note of this session is; null while there is none. */
  note: 'draft' | 'signed' | 'not-kept' | null;
};

export type DaySession = {
  id: string;
  episodeId: string;
  therapistId: string;
  therapistName: string;
  startsAt: Date;
  endsAt: Date;
  status: string;
  placeKind: string;
  joinLink: string | null;
  room: string | null;
  feePence: number;
  beganLateMinutes: number | null;
  /** Whether the course is the caller's today (its therapist, or covering with the record); else only the diary's part is shown. */
  isReached: boolean;
  people: DayPerson[];
};

/**
 * The day's sessions of one therapist and of those they cover for now, with who comes, what they wrote for it, and whether a
 * safety answer is open. Of two, one whose record was destroyed is not there any more. One query.
 */
export function loadSessions(
  db: Tx,
  {
    practiceId,
    staffId,
    now,
    from,
    until,
  }: Record<'practiceId' | 'staffId', string> & Record<'now' | 'from' | 'until', Date>,
): Promise<DaySession[]> {
  return db.$queryRaw<DaySession[]>`
    WITH mine AS (
      SELECT ${staffId}::uuid AS id, true AS reads
      UNION ALL
      SELECT c.therapist_id, c.reads = 'record' FROM cover c
      WHERE c.practice_id = ${practiceId}::uuid AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}
    )
    SELECT s.id, s.episode_id AS "episodeId", s.therapist_id AS "therapistId", t.short_name AS "therapistName",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.status, s.place_kind AS "placeKind", s.join_link AS "joinLink",
      r.name AS room, s.fee_pence AS "feePence", s.began_late_minutes AS "beganLateMinutes",
      EXISTS (SELECT FROM allocation l WHERE l.practice_id = s.practice_id AND l.episode_id = s.episode_id
        AND l.therapist_id IN (SELECT id FROM mine WHERE reads) AND l.from_at <= ${now}
        AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})) AS "isReached",
      (SELECT coalesce(json_agg(json_build_object(
          'clientId', k.id, 'shortName', k.short_name, 'firstName', coalesce(k.known_as, k.first_name),
          'wishId', w.id, 'wish', encode(w.words_sealed, 'base64'),
          'alertAt', (SELECT min(a.raised_at) FROM risk_alert a
            WHERE a.practice_id = k.practice_id AND a.client_id = k.id AND a.state = 'open'),
          'note', (SELECT n.state FROM session_note n WHERE n.practice_id = p.practice_id AND n.session_id = p.session_id
            AND n.client_id = p.client_id AND n.author_id = ${staffId}::uuid)) ORDER BY k.id), '[]'::json)
        FROM session_participant p
          JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
          LEFT JOIN session_wish w ON w.practice_id = p.practice_id AND w.session_id = p.session_id AND w.client_id = p.client_id
        WHERE p.practice_id = s.practice_id AND p.session_id = s.id AND k.state <> 'erased') AS people
    FROM session s
      JOIN staff_member t ON t.practice_id = s.practice_id AND t.id = s.therapist_id
      LEFT JOIN room r ON r.practice_id = s.practice_id AND r.id = s.room_id
    WHERE s.practice_id = ${practiceId}::uuid AND s.therapist_id IN (SELECT id FROM mine)
      AND s.starts_at >= ${from} AND s.starts_at < ${until}
    ORDER BY s.starts_at, s.id`;
}
