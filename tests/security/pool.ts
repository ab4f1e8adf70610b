import type { TestDatabase } from '../support/postgres.ts';

/**
 * One row that an id may name: whose practice, which clients it is about (none: the practice's own, such as a room), and which
 * staff it has come to besides the clients' own (an alert's holders).
 */
export type Named = { id: string; practiceId: string; clientIds: string[]; staffIds: string[] };
export type Pool = { of: (kind: string) => readonly Named[]; clientsOf: (staffId: string) => readonly string[] };

const direct = (table: string) => `SELECT id, practice_id, ARRAY[client_id] AS clients FROM ${table}`;
const plain = (table: string) => `SELECT id, practice_id, '{}'::uuid[] AS clients FROM ${table}`;
const byEpisode = (table: string, column = 'episode_id') => `SELECT t.id, t.practice_id,
  ARRAY(SELECT p.client_id FROM episode_participant p WHERE p.practice_id = t.practice_id AND p.episode_id = t.${column}) AS clients
  FROM ${table} t`;

/** How the rows behind each kind of id are found. A kind that is not here fails the sweep. */
const queries: Record<string, string> = {
  client: 'SELECT id, practice_id, ARRAY[id] AS clients FROM client',
  staff: plain('staff_member'),
  room: plain('room'),
  closure: "SELECT id, practice_id, '{}'::uuid[] AS clients FROM absence WHERE staff_id IS NULL",
  'fee-option': plain('fee_option'),
  template: plain('template'),
  'template-version': plain('template_version'),
  notice: `SELECT v.id, v.practice_id, '{}'::uuid[] AS clients FROM template_version v
    JOIN template t ON t.practice_id = v.practice_id AND t.id = v.template_id WHERE t.kind = 'privacy-notice'`,
  enquiry: direct('enquiry'),
  entry: direct('waiting_list_entry'),
  offer: direct('offer'),
  episode: byEpisode('episode', 'id'),
  allocation: byEpisode('allocation'),
  agreement: byEpisode('working_agreement'),
  change: byEpisode('agreement_change'),
  series: byEpisode('series'),
  gap: byEpisode('series_gap'),
  session: byEpisode('session'),
  pack: direct('agreement_pack'),
  record: direct('consent_record'),
  signature: direct('signature'),
  administration: direct('administration'),
  response: direct('administration'),
  plan: direct('measure_plan'),
  alert: `SELECT a.id, a.practice_id, ARRAY[a.client_id] AS clients, array_append(ARRAY(SELECT h.staff_id FROM risk_alert_hop h
    WHERE h.practice_id = a.practice_id AND h.alert_id = a.id AND h.staff_id IS NOT NULL), a.holder_id) AS staff FROM risk_alert a`,
  'check-in': direct('check_in'),
  goal: direct('goal'),
  note: direct('session_note'),
  'note-version': direct('note_version'),
  'process-note': direct('process_note'),
  'note-template': plain('note_template'),
  person: direct('person_around'),
  ledger: direct('ledger_entry'),
  payer: plain('payer'),
  arrangement: direct('payment_arrangement'),
  receipt: direct('receipt'),
  'fee-document': `SELECT id, practice_id, array_remove(ARRAY[client_id], NULL) AS clients FROM fee_document`,
  'rights-request': direct('rights_request'),
  'access-pack': `SELECT id, practice_id, ARRAY[client_id] AS clients, ARRAY[reviewer_id] AS staff FROM access_pack`,
  'access-item': `SELECT id, practice_id, ARRAY[client_id] AS clients, ARRAY[reviewer_id] AS staff FROM access_item`,
  merge: 'SELECT id, practice_id, ARRAY[client_id, kept_id] AS clients FROM client_merge',
  import: "SELECT id, practice_id, '{}'::uuid[] AS clients, ARRAY[made_by_id] AS staff FROM import_run",
  hold: direct('retention_hold'),
  rule: plain('retention_rule'),
  destruction: direct('destruction'),
  certificate: plain('destruction_certificate'),
  // Whoever looks into it is named with it: a manager who does not is a colleague.
  complaint: 'SELECT id, practice_id, ARRAY[client_id] AS clients, ARRAY[handler_id] AS staff FROM complaint',
  // A therapist's own: one with nobody among the clients would be everybody's, so the therapist stands in their place.
  away: 'SELECT id, practice_id, ARRAY[staff_id] AS clients, ARRAY[staff_id] AS staff FROM time_away',
  'away-session': `SELECT s.id, s.practice_id, ARRAY(SELECT p.client_id FROM session_participant p WHERE p.practice_id = s.practice_id
    AND p.session_id = s.session_id) AS clients, ARRAY[a.staff_id] AS staff FROM away_session s JOIN time_away a ON a.practice_id = s.practice_id AND a.id = s.away_id`,
  'away-time': `SELECT t.id, t.practice_id, ARRAY(SELECT p.client_id FROM session_participant p WHERE p.practice_id = s.practice_id
    AND p.session_id = s.session_id) AS clients, ARRAY[a.staff_id] AS staff FROM away_time t
    JOIN away_session s ON s.practice_id = t.practice_id AND s.id = t.away_session_id JOIN time_away a ON a.practice_id = s.practice_id AND a.id = s.away_id`,
  'away-message': `SELECT m.id, m.practice_id, ARRAY[m.client_id] AS clients, ARRAY[a.staff_id] AS staff FROM away_message m
    JOIN time_away a ON a.practice_id = m.practice_id AND a.id = m.away_id`,
  cover:
    'SELECT id, practice_id, ARRAY[therapist_id] AS clients, ARRAY[therapist_id] AS staff FROM cover WHERE away_id IS NOT NULL',
  will: 'SELECT id, practice_id, ARRAY[staff_id] AS clients, ARRAY[staff_id, first_trustee_id, second_trustee_id] AS staff FROM clinical_will',
  opening: `SELECT o.id, o.practice_id, ARRAY[w.staff_id] AS clients, ARRAY[w.staff_id, w.first_trustee_id, w.second_trustee_id] AS staff
    FROM will_opening o JOIN clinical_will w ON w.practice_id = o.practice_id AND w.id = o.will_id`,
  mail: "SELECT id, practice_id, '{}'::uuid[] AS clients FROM outbox_mail",
};

export async function loadPool(db: TestDatabase): Promise<Pool> {
  const found = new Map<string, Named[]>();
  for (const [kind, query] of Object.entries(queries)) {
    const { rows } = await db.admin(`${query} ORDER BY 2, 1`);
    found.set(
      kind,
      rows.map((row) => ({
        id: row.id,
        practiceId: row.practice_id,
        clientIds: row.clients,
        staffIds: row.staff ?? [],
      })),
    );
  }
  // Whoever is, or was, allocated or offered: wider than app.my_clients(), so that what is a colleague's is nobody else's by any way.
  const { rows } = await db.admin(`
    SELECT a.therapist_id AS staff_id, p.client_id FROM allocation a
      JOIN episode_participant p ON p.practice_id = a.practice_id AND p.episode_id = a.episode_id
    UNION SELECT therapist_id, client_id FROM offer`);
  return {
    of: (kind) => found.get(kind) ?? fail(kind),
    clientsOf: (staffId) => rows.filter((row) => row.staff_id === staffId).map((row) => row.client_id),
  };
}

function fail(kind: string): never {
  throw new Error(`tests/security/pool.ts does not know where ids of the kind "${kind}" are found`);
}
