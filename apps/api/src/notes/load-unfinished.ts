import type { Tx } from '../database.ts';

export type UnfinishedState = 'unrecorded' | 'missing' | 'draft' | 'two-versions';
export type UnfinishedRow = {
  sessionId: string;
  clientId: string;
  name: string;
  startsAt: Date;
  endsAt: Date;
  zone: string;
  state: UnfinishedState;
};

/**
 * Sessions are looked back over for so long. An older one that nobody wrote about stays on its client's page; a draft and a choice
 * between two versions stay here however old they are.
 */
export const lookBackWeeks = 12;

type By = { practiceId: string; staffId: string; now: Date };

/**
 * What one therapist has yet to write, the oldest first: their own sessions of courses that they still hold that nobody has said
 * the outcome of, or that have no note (those brought in from elsewhere are history, and a destroyed record asks for nothing); their own drafts; words of theirs kept apart. One query.
 */
export function loadUnfinished(db: Tx, { practiceId, staffId, now }: By, take: number): Promise<UnfinishedRow[]> {
  const from = new Date(now.getTime() - lookBackWeeks * 7 * 24 * 3_600_000);
  return db.$queryRaw<UnfinishedRow[]>`
    WITH held AS (
      SELECT l.episode_id FROM allocation l
      WHERE l.practice_id = ${practiceId}::uuid AND l.therapist_id = ${staffId}::uuid AND l.from_at <= ${now}
        AND (l.until_at IS NULL OR l.until_at > ${now} OR l.handover_until_at > ${now})
    ), open AS (
      SELECT s.id AS session_id, p.client_id,
        CASE WHEN s.status = 'attended' THEN 'missing' ELSE 'unrecorded' END AS state
      FROM session s JOIN session_participant p ON p.practice_id = s.practice_id AND p.session_id = s.id
      WHERE s.practice_id = ${practiceId}::uuid AND s.therapist_id = ${staffId}::uuid AND s.starts_at >= ${from}
        AND s.starts_at <= ${now} AND s.ends_at <= ${now} AND s.status IN ('attended', 'planned', 'moved') AND s.imported_at IS NULL
        AND s.episode_id IN (SELECT episode_id FROM held)
        AND NOT EXISTS (SELECT FROM session_note n
          WHERE n.practice_id = s.practice_id AND n.session_id = s.id AND n.client_id = p.client_id)
      UNION
      SELECT n.session_id, n.client_id, 'draft' FROM session_note n
      WHERE n.practice_id = ${practiceId}::uuid AND n.author_id = ${staffId}::uuid AND n.state = 'draft'
      UNION
      SELECT n.session_id, n.client_id, 'two-versions'
      FROM note_version v JOIN session_note n ON n.practice_id = v.practice_id AND n.id = v.note_id
      WHERE v.practice_id = ${practiceId}::uuid AND v.staff_id = ${staffId}::uuid AND v.state = 'open' AND n.state = 'signed'
    )
    SELECT o.session_id AS "sessionId", o.client_id AS "clientId", k.short_name AS name, s.starts_at AS "startsAt",
      s.ends_at AS "endsAt", s.zone, o.state
    FROM open o
      JOIN session s ON s.practice_id = ${practiceId}::uuid AND s.id = o.session_id
      JOIN client k ON k.practice_id = ${practiceId}::uuid AND k.id = o.client_id AND k.state <> 'erased'
    ORDER BY s.starts_at, s.id, k.id LIMIT ${take}`;
}
