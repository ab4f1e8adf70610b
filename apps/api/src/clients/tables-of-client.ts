/**
 * Every table that knows a client, and what becomes of its rows when a record is taken away, erased or merged. A test reads the
 * database's own catalogue and fails for a table that is not here, so that none can be forgotten.
 */
export type TableOfClient = {
  /** How a row is found: a column with the client's id, or the column that leads to one of their courses, sessions or papers. */
  by:
    | 'client_id'
    | 'id'
    | 'kept_id'
    | 'episode_id'
    | 'session_id'
    | 'invoice_id'
    | 'away_session_id'
    | 'user_id'
    | 'participants'
    | 'resource_id';
  /**
   * whole: every column as it stands · opened: its sealed columns opened · shared: a course may have several people, their parts
   * taken out · told: said in words (who, when, in what role) · not: a secret, or nothing that is not said elsewhere.
   */
  export: 'whole' | 'opened' | 'shared' | 'told' | 'not';
  /**
   * unreadable: the row stays and its key is destroyed · emptied: personal columns are emptied, the row stays · removed · kept: proof
   * of an agreement, of money or of an act, by ids alone · lapsed: closed first, then kept.
   */
  erase: 'unreadable' | 'emptied' | 'removed' | 'kept' | 'lapsed';
  /**
   * stays: keeps the id that it was written under and is read with the kept record by whoever may · rests: the same, and nothing of it
   * may be open when two records are joined · chosen: a person chooses one of two · leads: shows the way to the kept record.
   */
  merge: 'stays' | 'rests' | 'chosen' | 'leads';
};

const stays = { by: 'client_id', export: 'whole', merge: 'stays' } as const;
const sealed = { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'stays' } as const;
const course = { by: 'episode_id', export: 'shared', erase: 'kept', merge: 'stays' } as const;
const proof = { by: 'client_id', export: 'whole', erase: 'kept', merge: 'stays' } as const;
const signIn = { by: 'user_id', export: 'not', erase: 'removed', merge: 'stays' } as const;

export const tablesOfClient = {
  // who they are
  client: { by: 'id', export: 'whole', erase: 'emptied', merge: 'leads' },
  client_key: { by: 'client_id', export: 'not', erase: 'unreadable', merge: 'stays' },
  safe_contact: { by: 'client_id', export: 'whole', erase: 'emptied', merge: 'chosen' },
  person_around: { ...stays, erase: 'removed' },
  break_glass: { by: 'client_id', export: 'told', erase: 'unreadable', merge: 'stays' },
  client_word: { by: 'client_id', export: 'not', erase: 'removed', merge: 'leads' },
  client_merge: { by: 'client_id', export: 'told', erase: 'emptied', merge: 'stays' },
  client_apart: { by: 'client_id', export: 'told', erase: 'removed', merge: 'stays' },
  imported_row: { by: 'client_id', export: 'told', erase: 'removed', merge: 'stays' },
  // how they came
  enquiry: { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'rests' },
  waiting_list_entry: { by: 'client_id', export: 'whole', erase: 'emptied', merge: 'rests' },
  entry_participant: { by: 'client_id', export: 'shared', erase: 'kept', merge: 'rests' },
  offer: { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'rests' },
  offer_event: proof,
  // the course and its diary
  episode: { by: 'participants', export: 'shared', erase: 'kept', merge: 'rests' },
  episode_participant: { by: 'client_id', export: 'shared', erase: 'kept', merge: 'rests' },
  allocation: course,
  // Where somebody else takes part it stays whole for them.
  working_agreement: { ...course, erase: 'emptied' },
  series: { ...course, erase: 'emptied' },
  series_gap: course,
  session: { ...course, erase: 'emptied', merge: 'rests' },
  session_participant: { by: 'client_id', export: 'shared', erase: 'kept', merge: 'stays' },
  occupied: { by: 'resource_id', export: 'not', erase: 'removed', merge: 'stays' },
  // what was signed
  agreement_pack: { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'rests' },
  signing_link: { by: 'client_id', export: 'not', erase: 'kept', merge: 'rests' },
  // Ids, days and hashes stay; the words beside them that name somebody are emptied.
  consent_record: { ...proof, erase: 'emptied' },
  consent_event: proof,
  signature: { ...proof, erase: 'emptied' },
  seal: proof,
  sealed_file: { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'stays' },
  agreement_talk: sealed,
  // As the frame: where somebody else takes part the words stay for them.
  agreement_change: { ...course, erase: 'emptied' },
  // what a course asks of its therapist
  course_weight: { ...stays, erase: 'removed' },
  // what was asked and said
  measure_plan: { ...stays, erase: 'kept' },
  administration: sealed,
  risk_alert: sealed,
  risk_alert_hop: { by: 'client_id', export: 'told', erase: 'kept', merge: 'stays' },
  check_in: sealed,
  alliance_signal: sealed,
  talked_about: { ...stays, erase: 'kept' },
  session_wish: sealed,
  goal: sealed,
  goal_rating: { ...stays, erase: 'removed' },
  // notes
  session_note: sealed,
  note_entry: sealed,
  note_version: sealed,
  note_share: { ...stays, erase: 'kept' },
  process_note: sealed,
  // money, trail, mail
  ledger_entry: { ...proof, erase: 'emptied' },
  ledger_allocation: proof,
  receipt: { ...proof, erase: 'emptied' },
  payer: { by: 'client_id', export: 'told', erase: 'emptied', merge: 'stays' },
  payment_arrangement: { by: 'client_id', export: 'whole', erase: 'emptied', merge: 'stays' },
  fee_document: { by: 'client_id', export: 'told', erase: 'kept', merge: 'stays' },
  client_fee_reason: { ...stays, erase: 'removed' },
  audit_event: { by: 'client_id', export: 'told', erase: 'kept', merge: 'stays' },
  clinical_read: { by: 'client_id', export: 'told', erase: 'kept', merge: 'stays' },
  outbox_mail: { by: 'client_id', export: 'opened', erase: 'unreadable', merge: 'stays' },
  // what they asked about the record itself
  rights_request: sealed,
  rights_step: sealed,
  correction_answer: sealed,
  access_pack: { ...stays, erase: 'kept' },
  access_item: { by: 'client_id', export: 'told', erase: 'unreadable', merge: 'stays' },
  access_file: { by: 'client_id', export: 'told', erase: 'unreadable', merge: 'stays' },
  // how long it is kept, and complaints
  retention_hold: { by: 'client_id', export: 'told', erase: 'unreadable', merge: 'stays' },
  destruction: { by: 'client_id', export: 'told', erase: 'unreadable', merge: 'stays' },
  complaint: sealed,
  complaint_step: sealed,
  // time away
  away_session: { by: 'session_id', export: 'told', erase: 'kept', merge: 'stays' },
  away_time: { by: 'away_session_id', export: 'not', erase: 'kept', merge: 'stays' },
  away_message: sealed,
  // signing in
  'auth.client_user': { by: 'client_id', export: 'not', erase: 'removed', merge: 'stays' },
  'auth.client_sign_in': { by: 'client_id', export: 'told', erase: 'removed', merge: 'stays' },
  'auth.spoken_code': { by: 'client_id', export: 'not', erase: 'removed', merge: 'stays' },
  'auth.client_account': signIn,
  'auth.client_passkey': signIn,
  'auth.client_session': signIn,
} as const satisfies Record<string, TableOfClient>;
