import type { Tx } from '../../database.ts';
import { type Half, type OpenKind, openKinds } from './decide-merge.ts';

/** One of two records as the desk may see it: who, since when, what is open, how much of the frame there is. */
export type HalfFacts = Half & {
  name: string;
  knownAs: string | null;
  bornOn: string | null;
  state: string;
  since: Date;
  /** How much would be read with the other one. */
  counts: { enquiries: number; courses: number; sessions: number; agreements: number; ledger: number; people: number };
};

type Row = Omit<HalfFacts, 'open' | 'bornOn'> & { bornOn: Date | null } & { open: Record<OpenKind, boolean> };

/** These records, in one query. Ids that are nobody's of this practice are left out. */
export async function loadHalves(db: Tx, practiceId: string, ids: readonly string[], now: Date): Promise<HalfFacts[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT k.id, k.first_name || ' ' || k.last_name AS name, k.known_as AS "knownAs", k.born_on AS "bornOn", k.state, k.created_at AS since,
      EXISTS (SELECT FROM client_merge m WHERE m.practice_id = k.practice_id AND m.client_id = k.id AND m.undone_at IS NULL) AS "isMerged",
      EXISTS (SELECT FROM client_merge m WHERE m.practice_id = k.practice_id AND m.kept_id = k.id AND m.undone_at IS NULL) AS "isKept",
      json_build_object(
        'enquiry', EXISTS (SELECT FROM enquiry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state = 'new'),
        'place-in-list', EXISTS (SELECT FROM entry_participant y JOIN waiting_list_entry x ON x.practice_id = y.practice_id AND x.id = y.entry_id
          WHERE y.practice_id = k.practice_id AND y.client_id = k.id AND x.state IN ('waiting', 'offered'))
          OR EXISTS (SELECT FROM waiting_list_entry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state IN ('waiting', 'offered')),
        'offer', EXISTS (SELECT FROM offer x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
          AND x.state IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client')),
        'course', EXISTS (SELECT FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
          WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL AND e.state <> 'ended'),
        'agreement', EXISTS (SELECT FROM agreement_pack x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state IN ('sent', 'talking')),
        'session', EXISTS (SELECT FROM session_participant p JOIN session x ON x.practice_id = p.practice_id AND x.id = p.session_id
          WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.starts_at > ${now} AND x.status IN ('planned', 'moved'))) AS open,
      json_build_object(
        'enquiries', (SELECT count(*) FROM enquiry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id),
        'courses', (SELECT count(*) FROM episode_participant x WHERE x.practice_id = k.practice_id AND x.client_id = k.id),
        'sessions', (SELECT count(*) FROM session_participant x WHERE x.practice_id = k.practice_id AND x.client_id = k.id),
        'agreements', (SELECT count(*) FROM agreement_pack x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state = 'signed'),
        'ledger', (SELECT count(*) FROM ledger_entry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id),
        'people', (SELECT count(*) FROM person_around x WHERE x.practice_id = k.practice_id AND x.client_id = k.id)) AS counts
    FROM client k WHERE k.practice_id = ${practiceId}::uuid AND k.id = ANY (${ids}::uuid[])`;
  return rows.map((row) => ({
    ...row,
    open: openKinds.filter((kind) => row.open[kind]),
    bornOn: row.bornOn?.toISOString().slice(0, 10) ?? null,
  }));
}
