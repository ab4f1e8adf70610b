import type { Tx } from '../database.ts';

export type DayCourse = {
  episodeId: string;
  plannedSessions: number | null;
  sessions: { id: string; startsAt: string; status: string }[];
  /** When each agreement was signed by everybody, the first one first. */
  agreedAt: string[];
  /** Yeses taken back since `since` and not given again, the newest first: what each was about. */
  takenBack: { clientId: string; heading: string; at: string }[];
};

/** The sessions and signed agreements of these courses: what a thread is drawn from. One query. */
export function loadCourses(
  db: Tx,
  practiceId: string,
  episodeIds: readonly string[],
  since: Date,
): Promise<DayCourse[]> {
  return db.$queryRaw<DayCourse[]>`
    SELECT e.id AS "episodeId", e.planned_sessions AS "plannedSessions",
      (SELECT coalesce(json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'status', s.status)
          ORDER BY s.starts_at), '[]'::json)
        FROM session s WHERE s.practice_id = e.practice_id AND s.episode_id = e.id) AS sessions,
      (SELECT coalesce(json_agg(a.agreed_at ORDER BY a.number), '[]'::json) FROM working_agreement a
        WHERE a.practice_id = e.practice_id AND a.episode_id = e.id AND a.agreed_at IS NOT NULL) AS "agreedAt",
      (SELECT coalesce(json_agg(json_build_object('clientId', x.client_id, 'heading', x.heading, 'at', x.at) ORDER BY x.at DESC), '[]'::json)
        FROM (SELECT DISTINCT ON (v.client_id, v.clause_id) v.client_id, v.type, v.at,
            coalesce((SELECT q ->> 'heading' FROM jsonb_array_elements(r.rendered) q WHERE q ->> 'clauseId' = v.clause_id), v.clause_id) AS heading
          FROM episode_participant m JOIN consent_event v ON v.practice_id = m.practice_id AND v.client_id = m.client_id AND v.clause_id IS NOT NULL
            JOIN consent_record r ON r.practice_id = v.practice_id AND r.id = v.record_id AND r.kind = 'optional-consents'
          WHERE m.practice_id = e.practice_id AND m.episode_id = e.id AND m.left_at IS NULL
          ORDER BY v.client_id, v.clause_id, v.at DESC, v.seq DESC) x
        WHERE x.type = 'item-withdrawn' AND x.at > ${since}) AS "takenBack"
    FROM episode e WHERE e.practice_id = ${practiceId}::uuid AND e.id = ANY (${[...episodeIds]}::uuid[])`;
}
