import type { Tx } from '../../database.ts';

/**
 * What becomes of one person's plain rows, as tables-of-client.ts says of each table; what is sealed becomes unreadable with their key,
 * which is shredClient's. `$1` is the practice, `$2` the client, `$3` now. The first line says that they are erased: what follows it is
 * let through by the database for that reason alone (migration 0024). Done again it finds nothing left to do.
 */
const statements: readonly string[] = [
  `UPDATE client SET state = 'erased', first_name = 'Erased', last_name = 'Erased', short_name = 'Erased', known_as = NULL, name_search = '',
     born_on = NULL, pronouns = NULL, auth_user_id = NULL, preferences = '{}', language = 'en-GB' WHERE practice_id = $1 AND id = $2`,
  `UPDATE safe_contact SET email = NULL, email_is_safe = false, email_is_shared = false, telephone = NULL, telephone_is_safe = false,
     text_is_safe = false, may_leave_message = false, message_as = NULL, postal_address = NULL, post_is_safe = false, from_local = NULL,
     until_local = NULL, confirmed_at = NULL, email_unproven_at = NULL WHERE practice_id = $1 AND client_id = $2`,
  'DELETE FROM person_around WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM client_word WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM client_apart WHERE practice_id = $1 AND (client_id = $2 OR other_id = $2)',
  'DELETE FROM client_fee_reason WHERE practice_id = $1 AND client_id = $2',
  // The hashes alone of the lines that brought them in, so that an old file does not bring them back.
  `INSERT INTO import_erased (practice_id, kind, fingerprint)
     SELECT r.practice_id, x.kind, x.fingerprint FROM imported_row r, LATERAL (VALUES (r.kind, r.fingerprint), ('who', r.who)) AS x (kind, fingerprint)
     WHERE r.practice_id = $1 AND r.client_id = $2 AND r.kind IN ('reference', 'person') AND x.fingerprint IS NOT NULL
     ON CONFLICT DO NOTHING`,
  'DELETE FROM imported_row WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM course_weight WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM goal_rating WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM session_wish WHERE practice_id = $1 AND client_id = $2',
  'DELETE FROM occupied WHERE practice_id = $1 AND resource_id = $2',
  // A copy of an address stands where two records were joined: of either half.
  'UPDATE client_merge SET contact_before = NULL WHERE practice_id = $1 AND (client_id = $2 OR kept_id = $2)',
  // how they came
  `UPDATE enquiry SET practical = '{}', brings_sealed = NULL, needs_sealed = NULL, triage_note_sealed = NULL, referred_to = NULL,
     state = CASE state WHEN 'new' THEN 'withdrawn' ELSE state END WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE waiting_list_entry SET wishes = '{}', left_reason = NULL, next_contact_on = NULL,
     state = CASE WHEN state IN ('waiting', 'offered') THEN 'left' ELSE state END WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE offer SET reason_words = NULL, decline_reason = NULL, private_reason_sealed = NULL WHERE practice_id = $1 AND client_id = $2`,
  // the course: whoever else takes part keeps it whole
  'UPDATE episode_participant SET left_at = coalesce(left_at, $3) WHERE practice_id = $1 AND client_id = $2',
  `UPDATE allocation a SET until_at = least(coalesce(a.until_at, $3), $3), handover_until_at = NULL WHERE a.practice_id = $1 AND ${alone('a')}`,
  `UPDATE working_agreement a SET frame = '{}', how_we_work = NULL, state = CASE WHEN a.state IN ('draft', 'sent') THEN 'closed' ELSE a.state END
     WHERE a.practice_id = $1 AND ${alone('a')}`,
  `UPDATE agreement_change a SET text = '', summary = NULL, state = CASE a.state WHEN 'proposed' THEN 'lapsed' ELSE a.state END,
     settled_at = coalesce(a.settled_at, $3) WHERE a.practice_id = $1 AND ${alone('a')}`,
  `UPDATE series a SET join_link = NULL, state = 'ended' WHERE a.practice_id = $1 AND ${alone('a')}`,
  `UPDATE series_gap a SET state = 'left-out', settled_at = $3 WHERE a.practice_id = $1 AND a.state = 'open' AND ${alone('a')}`,
  `UPDATE session a SET join_link = NULL WHERE a.practice_id = $1 AND a.join_link IS NOT NULL AND ${alone('a')}`,
  // what was signed: ids, days and hashes stay
  `UPDATE agreement_pack SET draft_sealed = NULL, state = CASE WHEN state IN ('sent', 'talking') THEN 'cancelled' ELSE state END
     WHERE practice_id = $1 AND client_id = $2`,
  'UPDATE signing_link SET revoked_at = $3 WHERE practice_id = $1 AND client_id = $2 AND used_at IS NULL AND revoked_at IS NULL',
  `UPDATE signature SET name_as_typed = 'Erased', sign_in_hash = NULL, ip_address = NULL, user_agent = NULL, payload = '{}'
     WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE consent_record SET rendered = '[]' WHERE practice_id = $1 AND client_id = $2`,
  // what was asked and said: nothing is open any more, and no score stands in clear
  'UPDATE measure_plan SET ended_at = coalesce(ended_at, $3) WHERE practice_id = $1 AND client_id = $2',
  `UPDATE administration SET total = NULL, band = NULL, is_case = NULL, missing = NULL, prorated = NULL, subscales = NULL,
     state = CASE WHEN state IN ('open', 'begun') THEN 'closed' ELSE state END WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE check_in SET state = 'closed' WHERE practice_id = $1 AND client_id = $2 AND state IN ('open', 'begun')`,
  'UPDATE alliance_signal SET closed_at = coalesce(closed_at, $3) WHERE practice_id = $1 AND client_id = $2',
  'UPDATE note_share SET ended_at = coalesce(ended_at, $3) WHERE practice_id = $1 AND client_id = $2',
  // money: sums and days stay, for the tax office, under no name
  `UPDATE ledger_entry SET reference = NULL WHERE practice_id = $1 AND client_id = $2 AND reference IS NOT NULL`,
  `UPDATE receipt SET issued_to = 'Erased' WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE payer SET name = 'Erased', address = NULL, email = NULL, reference = NULL, is_active = false WHERE practice_id = $1 AND client_id = $2`,
  `UPDATE payment_arrangement SET authorisation = NULL, member_reference = NULL, until_on = greatest(from_on, coalesce(until_on, $3::date))
     WHERE practice_id = $1 AND client_id = $2`,
  'UPDATE fee_document SET is_shared = false WHERE practice_id = $1 AND client_id = $2',
  `UPDATE outbox_mail SET last_error = NULL, state = CASE WHEN state IN ('queued', 'sending', 'failed') THEN 'dead' ELSE state END
     WHERE practice_id = $1 AND client_id = $2`,
  // a copy that was asked for
  'UPDATE access_item SET content_sealed = NULL, marks_sealed = NULL WHERE practice_id = $1 AND client_id = $2',
  'UPDATE access_file SET bytes_sealed = NULL WHERE practice_id = $1 AND client_id = $2',
  `UPDATE access_pack SET state = 'lapsed' WHERE practice_id = $1 AND client_id = $2 AND state <> 'lapsed'`,
  // what was about to be done here
  `UPDATE destruction SET state = 'called-off' WHERE practice_id = $1 AND client_id = $2 AND state IN ('listed', 'confirmed')`,
];

/** Only in courses in which nobody is left whose record stands. */
function alone(row: string): string {
  return `${row}.episode_id IN (SELECT p.episode_id FROM episode_participant p WHERE p.practice_id = $1 AND p.client_id = $2)
    AND NOT EXISTS (SELECT FROM episode_participant p JOIN client c ON c.practice_id = p.practice_id AND c.id = p.client_id
      WHERE p.practice_id = $1 AND p.episode_id = ${row}.episode_id AND c.state <> 'erased')`;
}

/**
 * Empties or removes every plain row that says who somebody was. Beside it goes shredClient, for what is sealed. After a restore of an
 * older backup it is done again for each client whose key is gone.
 * @param tx as the worker of the practice
 */
export async function eraseRows(tx: Tx, practiceId: string, clientId: string, at: Date): Promise<void> {
  for (const text of statements) {
    const values = [practiceId, clientId, at];
    // PostgreSQL refuses a value that no place asks for.
    const count = Math.max(...[...text.matchAll(/\$(\d)/g)].map(([, n]) => Number(n)));
    const typed = text
      .replaceAll('$1', '$1::uuid')
      .replaceAll('$2', '$2::uuid')
      .replaceAll('$3::date', '$3::timestamptz::date')
      .replaceAll(/\$3(?!:)/g, '$3::timestamptz');
    await tx.$executeRawUnsafe(typed, ...values.slice(0, count));
  }
}
