import { type Due, dueOf, type RetentionRule, ruleSides, rulesInForce } from '@heather/core';
import type { Tx } from '../../database.ts';
import { localOn } from '../../measures/instants.ts';

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** The practice's own rules, and the defaults for each kind without one. */
export async function loadRules(
  db: Tx,
  practiceId: string,
): Promise<{ own: (RetentionRule & { id: string })[]; inForce: RetentionRule[] }> {
  const rows = await db.retentionRule.findMany({
    where: { practiceId, endedAt: null },
    orderBy: [{ kind: 'asc' }, { requiredBy: 'asc' }, { id: 'asc' }],
  });
  const own = rows.map((row) => ({
    id: row.id,
    kind: row.kind as RetentionRule['kind'],
    requiredBy: ruleSides.find((side) => side === row.requiredBy) ?? 'practice',
    nation: row.nation,
    monthsAfter: row.monthsAfter,
    untilAge: row.untilAge,
    untilAgeAt17: row.untilAgeAt17,
    source: row.source,
    reviewedOn: dayOf(row.reviewedOn),
  }));
  return { own, inForce: rulesInForce(own) };
}

export type KeptRecord = {
  /** The record that goes on where two were joined. */
  clientId: string;
  /** All halves of the person. */
  ids: string[];
  name: string;
  bornOn: string | null;
  nation: string;
  hadCourse: boolean;
  lastContactOn: string;
  /** Who had the last course. */
  therapist: string | null;
};

type Row = {
  person_id: string;
  ids: string[];
  name: string;
  born_on: Date | null;
  nation: string;
  had_course: boolean;
  last_at: Date;
  therapist: string | null;
};

/**
 * What the rules ask of each person's record, all halves of a joined one together: nothing clinical. Of two birth dates the later one
 * counts, so that nobody who may have been a child is taken for an adult.
 * @param only these people's records alone; left out, everybody's whose record stands
 */
export async function loadRecords(
  db: Tx,
  practice: { id: string; timeZone: string },
  now: Temporal.Instant,
  only?: string,
): Promise<KeptRecord[]> {
  const { id: practiceId, timeZone } = practice;
  const at = new Date(now.epochMilliseconds);
  const rows = await db.$queryRaw<Row[]>`
    WITH half AS (
      SELECT coalesce(m.kept_id, k.id) AS person_id, k.*,
        coalesce(greatest(
          (SELECT max(s.starts_at) FROM session_participant s WHERE s.practice_id = k.practice_id AND s.client_id = k.id AND s.starts_at <= ${at}),
          (SELECT max(q.received_at) FROM enquiry q WHERE q.practice_id = k.practice_id AND q.client_id = k.id),
          (SELECT max(greatest(p.joined_at, p.left_at, e.ended_at)) FROM episode_participant p
            JOIN episode e ON e.practice_id = p.practice_id AND e.id = p.episode_id WHERE p.practice_id = k.practice_id AND p.client_id = k.id),
          (SELECT max(l.at) FROM ledger_entry l WHERE l.practice_id = k.practice_id AND l.client_id = k.id),
          (SELECT max(c.created_at) FROM complaint c WHERE c.practice_id = k.practice_id AND c.client_id = k.id)
        ), k.created_at) AS last_at,
        EXISTS (SELECT FROM episode_participant p WHERE p.practice_id = k.practice_id AND p.client_id = k.id) AS had_course
      FROM client k LEFT JOIN client_merge m ON m.practice_id = k.practice_id AND m.client_id = k.id AND m.undone_at IS NULL
      WHERE k.practice_id = ${practiceId}::uuid AND k.state <> 'erased'
        AND (${only ?? null}::uuid IS NULL OR coalesce(m.kept_id, k.id) = coalesce((SELECT o.kept_id FROM client_merge o
          WHERE o.practice_id = ${practiceId}::uuid AND o.client_id = ${only ?? null}::uuid AND o.undone_at IS NULL), ${only ?? null}::uuid))
    )
    SELECT h.person_id, array_agg(h.id ORDER BY h.id) AS ids, max(h.born_on) AS born_on, bool_or(h.had_course) AS had_course, max(h.last_at) AS last_at,
      (array_agg(h.first_name || ' ' || h.last_name ORDER BY (h.id = h.person_id) DESC))[1] AS name,
      (array_agg(h.nation ORDER BY (h.id = h.person_id) DESC))[1] AS nation,
      CASE WHEN ${only ?? null}::uuid IS NULL THEN NULL ELSE (SELECT t.short_name FROM episode_participant p
        JOIN allocation a ON a.practice_id = p.practice_id AND a.episode_id = p.episode_id
        JOIN staff_member t ON t.practice_id = a.practice_id AND t.id = a.therapist_id
        WHERE p.practice_id = ${practiceId}::uuid AND p.client_id = ANY (array_agg(h.id)) ORDER BY a.from_at DESC LIMIT 1) END AS therapist
    FROM half h GROUP BY h.person_id ORDER BY max(h.last_at), h.person_id`;
  return rows.map((row) => ({
    clientId: row.person_id,
    ids: row.ids,
    name: row.name,
    bornOn: dayOf(row.born_on),
    nation: row.nation,
    hadCourse: row.had_course,
    lastContactOn: localOn(row.last_at, timeZone),
    therapist: row.therapist,
  }));
}

/** Each record with the day on which it falls due, the earliest first. */
export function withDue(
  records: readonly KeptRecord[],
  rules: readonly RetentionRule[],
): (KeptRecord & { due: Due })[] {
  return records
    .map((record) => ({ ...record, due: dueOf(rules, record) }))
    .toSorted((a, b) => (a.due.dueOn < b.due.dueOn ? -1 : a.due.dueOn > b.due.dueOn ? 1 : 0));
}
