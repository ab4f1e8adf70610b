import type { Tx } from '../database.ts';

type By = Record<'practiceId' | 'staffId', string> & Record<'now', Date>;

export type OpenPack = {
  id: string;
  clientId: string;
  name: string;
  episodeId: string;
  state: string;
  sentAt: Date;
  number: number;
  frame: unknown;
  /** Every person of this agreement has signed; the therapist has not. */
  waitsForMe: boolean;
  talkId: string | null;
  talkSealed: Uint8Array | null;
};

/** Agreements of one's own clients (and of those covered) that are not yet whole, the oldest first. One query. */
export function loadOpenPacks(db: Tx, { practiceId, staffId, now }: By): Promise<OpenPack[]> {
  return db.$queryRaw<OpenPack[]>`
    SELECT p.id, p.client_id AS "clientId", k.short_name AS name, p.episode_id AS "episodeId", p.state, p.sent_at AS "sentAt",
      a.number, a.frame, p.state = 'signed' AS "waitsForMe", t.id AS "talkId", t.words_sealed AS "talkSealed"
    FROM agreement_pack p
      JOIN working_agreement a ON a.practice_id = p.practice_id AND a.id = p.working_agreement_id AND a.state = 'sent'
      JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id AND e.state <> 'ended'
      JOIN client k ON k.practice_id = p.practice_id AND k.id = p.client_id
      LEFT JOIN LATERAL (SELECT x.id, x.words_sealed FROM agreement_talk x WHERE x.practice_id = p.practice_id
        AND x.pack_id = p.id AND x.answered_at IS NULL ORDER BY x.raised_at DESC LIMIT 1) t ON true
    WHERE p.practice_id = ${practiceId}::uuid
      AND (a.therapist_id = ${staffId}::uuid OR a.therapist_id IN (SELECT c.therapist_id FROM cover c
        WHERE c.practice_id = p.practice_id AND c.cover_id = ${staffId}::uuid AND c.starts_at <= ${now} AND c.ends_at > ${now}))
      AND EXISTS (SELECT FROM allocation l WHERE l.practice_id = p.practice_id AND l.episode_id = p.episode_id
        AND l.therapist_id = a.therapist_id AND l.from_at <= ${now} AND (l.until_at IS NULL OR l.until_at > ${now}))
      AND ((p.state IN ('sent', 'talking') AND p.expires_at > ${now}) OR (p.state = 'signed' AND a.therapist_id = ${staffId}::uuid
        AND NOT EXISTS (SELECT FROM signature g WHERE g.practice_id = p.practice_id AND g.pack_id = p.id AND g.role = 'therapist')
        AND NOT EXISTS (SELECT FROM agreement_pack o WHERE o.practice_id = p.practice_id
          AND o.working_agreement_id = p.working_agreement_id AND o.state IN ('sent', 'talking'))))
    ORDER BY p.sent_at, p.id`;
}

type OpenOffer = { id: string; name: string; startsLocal: string; heldUntil: Date };

/** Offers that wait for this therapist's answer, the one that lapses first first. One query. */
export function loadOpenOffers(db: Tx, { practiceId, staffId, now }: By): Promise<OpenOffer[]> {
  return db.$queryRaw<OpenOffer[]>`
    SELECT o.id, k.short_name AS name, o.starts_local AS "startsLocal", o.held_until AS "heldUntil"
    FROM offer o JOIN client k ON k.practice_id = o.practice_id AND k.id = o.client_id
    WHERE o.practice_id = ${practiceId}::uuid AND o.therapist_id = ${staffId}::uuid AND o.state = 'held' AND o.held_until > ${now}
    ORDER BY o.held_until, o.id LIMIT 20`;
}

type Landmark = { sessionId: string; clientId: string; name: string; startsAt: Date; number: number };

/** The sessions of the next eight days that are a first one, or at which a review was agreed. One query. */
export function loadLandmarks(db: Tx, { practiceId, staffId }: By, from: Date, until: Date): Promise<Landmark[]> {
  return db.$queryRaw<Landmark[]>`
    SELECT x.id AS "sessionId", k.id AS "clientId", k.short_name AS name, x.starts_at AS "startsAt", x.number
    FROM (SELECT s.id, s.practice_id, s.starts_at, e.review_every_sessions AS every,
        (SELECT count(*)::int FROM session o WHERE o.practice_id = s.practice_id AND o.episode_id = s.episode_id
          AND o.starts_at <= s.starts_at AND o.status IN ('attended', 'planned', 'moved')) AS number
      FROM session s JOIN episode e ON e.practice_id = s.practice_id AND e.id = s.episode_id
      WHERE s.practice_id = ${practiceId}::uuid AND s.therapist_id = ${staffId}::uuid AND s.status IN ('planned', 'moved')
        AND s.starts_at >= ${from} AND s.starts_at < ${until}) x
      JOIN LATERAL (SELECT c.id, c.short_name FROM session_participant p JOIN client c ON c.practice_id = p.practice_id
          AND c.id = p.client_id WHERE p.practice_id = x.practice_id AND p.session_id = x.id AND c.state <> 'erased'
        ORDER BY p.id LIMIT 1) k ON true
    WHERE x.number = 1 OR x.number % nullif(x.every, 0) = 0
    ORDER BY x.starts_at LIMIT 8`;
}
