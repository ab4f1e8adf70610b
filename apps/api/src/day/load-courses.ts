import type { Tx } from '../database.ts';

export type DayCourse = {
  episodeId: string;
  plannedSessions: number | null;
  sessions: { id: string; startsAt: string; status: string }[];
  /** When each agreement was signed by everybody, the first one first. */
  agreedAt: string[];
};

/** The sessions and signed agreements of these courses: what a thread is drawn from. One query. */
export function loadCourses(db: Tx, practiceId: string, episodeIds: readonly string[]): Promise<DayCourse[]> {
  return db.$queryRaw<DayCourse[]>`
    SELECT e.id AS "episodeId", e.planned_sessions AS "plannedSessions",
      (SELECT coalesce(json_agg(json_build_object('id', s.id, 'startsAt', s.starts_at, 'status', s.status)
          ORDER BY s.starts_at), '[]'::json)
        FROM session s WHERE s.practice_id = e.practice_id AND s.episode_id = e.id) AS sessions,
      (SELECT coalesce(json_agg(a.agreed_at ORDER BY a.number), '[]'::json) FROM working_agreement a
        WHERE a.practice_id = e.practice_id AND a.episode_id = e.id AND a.agreed_at IS NOT NULL) AS "agreedAt"
    FROM episode e WHERE e.practice_id = ${practiceId}::uuid AND e.id = ANY (${[...episodeIds]}::uuid[])`;
}
