import type { Tx } from '../database.ts';

/** Whose clinical rows are read for today. Row-level security holds the same line again. */
type Reached = { practiceId: string; clientIds: readonly string[]; episodeIds: readonly string[] };

type GoalRow = {
  id: string;
  clientId: string;
  wordsSealed: Uint8Array;
  /** The client's own last two, the newest first. */
  ratings: { rating: number; at: string }[];
};

/** What is worked on, with where it last stood. One query. */
export function loadGoals(db: Tx, { practiceId, clientIds, episodeIds }: Reached): Promise<GoalRow[]> {
  return db.$queryRaw<GoalRow[]>`
    SELECT g.id, g.client_id AS "clientId", g.words_sealed AS "wordsSealed",
      (SELECT coalesce(json_agg(json_build_object('rating', x.rating, 'at', x.rated_at) ORDER BY x.rated_at DESC), '[]'::json)
        FROM (SELECT rating, rated_at FROM goal_rating o WHERE o.practice_id = g.practice_id AND o.goal_id = g.id
          AND o.rated_by = 'client' ORDER BY rated_at DESC LIMIT 2) x) AS ratings
    FROM goal g
    WHERE g.practice_id = ${practiceId}::uuid AND g.client_id = ANY (${[...clientIds]}::uuid[])
      AND g.episode_id = ANY (${[...episodeIds]}::uuid[]) AND g.state = 'agreed'
    ORDER BY g.created_at, g.id`;
}

type FeedbackRow = { id: string; clientId: string; sessionAt: Date; talkedOn: string | null };

/** Each client's last check-in: of which session, and when it was talked about. Not what it says. One query. */
export function loadFeedback(db: Tx, { practiceId, clientIds, episodeIds }: Reached): Promise<FeedbackRow[]> {
  return db.$queryRaw<FeedbackRow[]>`
    SELECT DISTINCT ON (c.client_id) c.id, c.client_id AS "clientId", s.starts_at AS "sessionAt",
      (SELECT max(t.talked_on)::text FROM alliance_signal g JOIN talked_about t ON t.practice_id = g.practice_id
          AND t.subject_type = 'alliance-signal' AND t.subject_id = g.id
        WHERE g.practice_id = c.practice_id AND g.check_in_id = c.id) AS "talkedOn"
    FROM check_in c JOIN session s ON s.practice_id = c.practice_id AND s.id = c.session_id
    WHERE c.practice_id = ${practiceId}::uuid AND c.client_id = ANY (${[...clientIds]}::uuid[])
      AND c.episode_id = ANY (${[...episodeIds]}::uuid[]) AND c.state = 'submitted'
    ORDER BY c.client_id, s.starts_at DESC`;
}

export type ResultRow = {
  id: string;
  clientId: string;
  measureKey: string;
  total: number | null;
  /** The day of the answer: on paper its own, whenever it was entered. */
  answeredAt: Date;
  isTalked: boolean;
};

/** Each client's newest result that nobody has talked about, or the last where all were. No answer. One query. */
export function loadResults(db: Tx, { practiceId, clientIds, episodeIds }: Reached): Promise<ResultRow[]> {
  return db.$queryRaw<ResultRow[]>`
    SELECT DISTINCT ON (x.client_id) x.id, x.client_id AS "clientId", x.measure_key AS "measureKey", x.total,
      x.answered_at AS "answeredAt", x.is_talked AS "isTalked"
    FROM (SELECT a.id, a.client_id, a.measure_key, a.total,
        CASE WHEN a.collection = 'online' THEN coalesce(a.submitted_at, a.due_at) ELSE a.due_at END AS answered_at,
        a.collection = 'imported' OR EXISTS (SELECT FROM talked_about t WHERE t.practice_id = a.practice_id
          AND t.subject_type = 'administration' AND t.subject_id = a.id) AS is_talked
      FROM administration a
      WHERE a.practice_id = ${practiceId}::uuid AND a.client_id = ANY (${[...clientIds]}::uuid[])
        AND a.episode_id = ANY (${[...episodeIds]}::uuid[]) AND a.state = 'submitted') x
    ORDER BY x.client_id, x.is_talked, x.answered_at DESC, x.id DESC`;
}

export type SignalRow = {
  id: string;
  clientId: string;
  checkInId: string | null;
  kind: string;
  sentenceSealed: Uint8Array;
};

/** Signals that nobody has talked about, the newest first. One query. */
export function loadSignals(db: Tx, { practiceId, clientIds, episodeIds }: Reached): Promise<SignalRow[]> {
  return db.$queryRaw<SignalRow[]>`
    SELECT g.id, g.client_id AS "clientId", g.check_in_id AS "checkInId", g.kind, g.sentence_sealed AS "sentenceSealed"
    FROM alliance_signal g
    WHERE g.practice_id = ${practiceId}::uuid AND g.client_id = ANY (${[...clientIds]}::uuid[])
      AND g.episode_id = ANY (${[...episodeIds]}::uuid[]) AND g.closed_at IS NULL
      AND NOT EXISTS (SELECT FROM talked_about t WHERE t.practice_id = g.practice_id
        AND t.subject_type = 'alliance-signal' AND t.subject_id = g.id)
    ORDER BY g.raised_at DESC, g.id`;
}

const order = ['falling', 'low', 'full-marks'];

/** One sentence a check-in on a card: a fall says more than the low that it led to. The course page has them all. */
export function foremost(signals: readonly SignalRow[]): SignalRow[] {
  const best = new Map<string, SignalRow>();
  for (const signal of signals) {
    const key = `${signal.clientId}|${signal.checkInId ?? signal.id}`;
    const held = best.get(key);
    if (!held || order.indexOf(signal.kind) < order.indexOf(held.kind)) best.set(key, signal);
  }
  return [...best.values()];
}
