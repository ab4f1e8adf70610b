import { type HeldBy, heldKinds } from '@heather/core';
import type { Tx } from '../../database.ts';
import { dateOf } from '../../measures/instants.ts';

/** Days in which two joined records may be parted again (clients/merge). */
const joinedDays = 30;

/**
 * What keeps each of these people's records from being destroyed now. A person is all halves of one joined record: what holds one holds
 * all.
 * @param people for each, the ids of their records (recordsOf)
 */
export async function loadHeldBy(
  db: Tx,
  practiceId: string,
  people: readonly (readonly string[])[],
  now: Temporal.Instant,
): Promise<HeldBy[][]> {
  const ids = people.flat();
  if (ids.length === 0) return people.map(() => []);
  const joinedSince = dateOf(now.subtract({ hours: joinedDays * 24 }));
  const rows = await db.$queryRaw<{ id: string; held: Record<HeldBy, boolean> }[]>`
    SELECT k.id, json_build_object(
      'hold', EXISTS (SELECT FROM retention_hold x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.lifted_at IS NULL),
      'course-open', EXISTS (SELECT FROM episode_participant p JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id
        WHERE p.practice_id = k.practice_id AND p.client_id = k.id AND p.left_at IS NULL AND e.state <> 'ended'),
      'alert-open', EXISTS (SELECT FROM risk_alert x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state = 'open'),
      'waiting', EXISTS (SELECT FROM enquiry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state = 'new')
        OR EXISTS (SELECT FROM entry_participant y JOIN waiting_list_entry x ON x.practice_id = y.practice_id AND x.id = y.entry_id
          WHERE y.practice_id = k.practice_id AND y.client_id = k.id AND x.state IN ('waiting', 'offered'))
        OR EXISTS (SELECT FROM waiting_list_entry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id AND x.state IN ('waiting', 'offered'))
        OR EXISTS (SELECT FROM offer x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
          AND x.state IN ('held', 'accepted-by-therapist', 'offered-to-client', 'accepted-by-client')),
      'money-owed', EXISTS (SELECT FROM ledger_entry x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
        GROUP BY x.party, x.payer_id HAVING sum(x.effect_pence) <> 0),
      'complaint-open', EXISTS (SELECT FROM complaint x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
        AND x.state IN ('received', 'acknowledged')),
      'request-open', EXISTS (SELECT FROM rights_request x WHERE x.practice_id = k.practice_id AND x.client_id = k.id
        AND x.state = 'open' AND x.kind <> 'erasure'),
      'joined', EXISTS (SELECT FROM client_merge x WHERE x.practice_id = k.practice_id AND k.id IN (x.client_id, x.kept_id)
        AND x.undone_at IS NULL AND x.merged_at > ${joinedSince})) AS held
    FROM client k WHERE k.practice_id = ${practiceId}::uuid AND k.id = ANY (${ids}::uuid[])`;
  const byId = new Map(rows.map(({ id, held }) => [id, held]));
  return people.map((halves) => heldKinds.filter((kind) => halves.some((id) => byId.get(id)?.[kind])));
}
