import { type TableOfClient, tablesOfClient } from '../../clients/tables-of-client.ts';

export const sections = {
  you: 'Who you are to us, and how you may be reached',
  coming: 'How you came',
  course: 'Your courses and sessions',
  signed: 'What was agreed and signed',
  asked: 'What you were asked, and what you said',
  notes: 'Notes',
  money: 'Money',
  mail: 'What we sent you',
  trail: 'Who opened and changed your record',
  rights: 'What you asked about your record',
  more: 'What else there is',
} as const;
export type Section = keyof typeof sections;
const sectionOrder = Object.keys(sections) as Section[];

/** How rows of a table are told to the person they are about. */
export type TableWords = {
  section: Section;
  title: string;
  /** The column that says when it was. */
  at?: string;
  /**
   * Somebody wrote about the person here, and may have written about others: each row is read by whoever answers before it leaves.
   */
  look?: true;
  /** The author's alone until they have read it for this (the column of who wrote it). */
  authorIn?: string;
  /** These columns alone; of the others the reason stands in `leaves`, or they say nothing that these do not. */
  tells?: readonly string[];
  /** Columns that do not leave, each with its reason. */
  leaves?: Readonly<Record<string, string>>;
};

const again = 'it says what stands elsewhere in this copy';
/** Columns that leave from no table, each with its reason. */
export const leavesNowhere: Readonly<Record<string, string>> = {
  practice_id: 'the practice is named once, at the beginning',
  save_key: 'a mark by which the machine knows a step of its own again',
  idempotency_key: 'a mark by which the machine knows a step of its own again',
  key: 'a mark by which the machine knows a step of its own again',
  batch_id: 'a mark by which the machine knows a step of its own again',
  tab_id: 'a mark of the open page',
  tab_seq: 'a mark of the open page',
  opened_by_tab: 'a mark of the open page',
  auth_user_id: 'a secret of signing in',
  token_hash: 'a secret of signing in',
  sign_in_hash: 'a secret of signing in',
};

const words: Readonly<Partial<Record<keyof typeof tablesOfClient, TableWords>>> = {
  client: { section: 'you', title: 'You', at: 'created_at', leaves: { name_search: again } },
  safe_contact: { section: 'you', title: 'How you may be reached', at: 'updated_at' },
  person_around: { section: 'you', title: 'Somebody around you', at: 'created_at', look: true },
  client_merge: {
    section: 'you',
    title: 'Two records of you were joined',
    at: 'merged_at',
    tells: ['merged_by_id', 'merged_at', 'undone_by_id', 'undone_at'],
    leaves: { contact: again, contact_before: again, kept_id: again },
  },
  client_apart: {
    section: 'you',
    title: 'Somebody looked whether two records are of one person: they are not',
    at: 'said_at',
    tells: ['said_by_id', 'said_at'],
    leaves: { other_id: 'it is another person' },
  },
  imported_row: {
    section: 'coming',
    title: 'Brought in with the records of the system before',
    tells: ['kind'],
    leaves: {
      run_id: again,
      fingerprint: 'a mark by which the machine knows a line of a file again',
      who: 'a mark by which the machine knows a line of a file again',
    },
  },
  enquiry: { section: 'coming', title: 'Your enquiry', at: 'received_at', look: true },
  waiting_list_entry: { section: 'coming', title: 'Your place on the waiting list', at: 'since_at' },
  entry_participant: { section: 'coming', title: 'You stand on the waiting list' },
  offer: { section: 'coming', title: 'A place that was offered', at: 'made_at', look: true },
  offer_event: { section: 'coming', title: 'A step of an offer', at: 'at' },
  episode: { section: 'course', title: 'A course of therapy', at: 'opened_at' },
  episode_participant: { section: 'course', title: 'You take part in a course', at: 'joined_at' },
  allocation: { section: 'course', title: 'Your therapist', at: 'from_at' },
  course_weight: { section: 'course', title: 'What the course asks of its therapist', at: 'said_at' },
  series: { section: 'course', title: 'A standing time', at: 'created_at' },
  session: { section: 'course', title: 'A session', at: 'starts_at' },
  session_participant: { section: 'course', title: 'You take part in a session', at: 'starts_at' },
  working_agreement: { section: 'signed', title: 'A working agreement', at: 'created_at' },
  agreement_pack: { section: 'signed', title: 'An agreement to sign', at: 'sent_at' },
  consent_record: { section: 'signed', title: 'What you were shown to agree to', at: 'created_at' },
  consent_event: { section: 'signed', title: 'A step of your consent', at: 'at' },
  signature: { section: 'signed', title: 'A signature', at: 'signed_at' },
  seal: { section: 'signed', title: 'A seal on a signed agreement', at: 'sealed_at' },
  sealed_file: {
    section: 'signed',
    title: 'A file',
    at: 'created_at',
    leaves: { bytes_sealed: 'it is the file itself, which lies beside this' },
  },
  agreement_change: { section: 'signed', title: 'Other words for one line of an agreement', at: 'proposed_at' },
  agreement_talk: { section: 'signed', title: 'Something you wanted to talk about first', at: 'raised_at' },
  away_session: { section: 'course', title: 'A session that fell into your therapist’s time away' },
  away_message: {
    section: 'mail',
    title: 'What you were told when your therapist was away',
    at: 'created_at',
    look: true,
  },
  measure_plan: { section: 'asked', title: 'What it was planned to ask you', at: 'starts_at' },
  administration: { section: 'asked', title: 'A questionnaire', at: 'due_at' },
  risk_alert: { section: 'asked', title: 'A safety answer that somebody had to read', at: 'raised_at', look: true },
  risk_alert_hop: {
    section: 'asked',
    title: 'Who a safety answer came to',
    at: 'at',
    tells: ['kind', 'staff_id', 'at', 'alert_id'],
  },
  check_in: { section: 'asked', title: 'How a session was for you', at: 'due_at' },
  alliance_signal: {
    section: 'asked',
    title: 'A sentence that asked your therapist to talk with you',
    at: 'raised_at',
  },
  talked_about: { section: 'asked', title: 'You talked about a result', at: 'at' },
  session_wish: { section: 'asked', title: 'What you wanted from a session', at: 'written_at' },
  goal: { section: 'asked', title: 'A goal', at: 'created_at', look: true },
  goal_rating: { section: 'asked', title: 'Where a goal stands', at: 'rated_at' },
  session_note: { section: 'notes', title: 'A note of a session', at: 'begun_at', look: true, authorIn: 'author_id' },
  note_entry: { section: 'notes', title: 'A signed note', at: 'written_at', look: true },
  note_version: {
    section: 'notes',
    title: 'Other words for a draft of a note',
    at: 'kept_at',
    look: true,
    authorIn: 'staff_id',
  },
  note_share: { section: 'notes', title: 'A note that was shared with you', at: 'shared_at' },
  process_note: {
    section: 'notes',
    title: 'A therapist’s own thinking about the work',
    at: 'written_at',
    look: true,
    authorIn: 'staff_id',
  },
  ledger_entry: { section: 'money', title: 'A line of your account', at: 'at' },
  ledger_allocation: { section: 'money', title: 'Which payment pays what', at: 'at' },
  receipt: { section: 'money', title: 'A receipt', at: 'issued_at' },
  payer: {
    section: 'money',
    title: 'Somebody who pays for you',
    at: 'created_at',
    tells: ['kind', 'name', 'reference', 'is_active', 'version', 'created_at'],
    leaves: {
      address: 'it is of whoever pays',
      email: 'it is of whoever pays',
    },
    look: true,
  },
  payment_arrangement: { section: 'money', title: 'How your fee is paid', at: 'created_at' },
  fee_document: {
    section: 'money',
    title: 'A statement that was made',
    at: 'made_at',
    tells: ['kind', 'from_on', 'until_on', 'made_by_id', 'made_at', 'is_shared', 'payer_id'],
  },
  client_fee_reason: { section: 'money', title: 'Why your fee is what it is', at: 'set_at', look: true },
  outbox_mail: {
    section: 'mail',
    title: 'A mail',
    at: 'created_at',
    leaves: { message_id: 'a mark of the post', last_error: 'what a mail server answered' },
  },
  break_glass: {
    section: 'trail',
    title: 'The clinical lead opened your record with a reason',
    at: 'opened_at',
    look: true,
  },
  audit_event: {
    section: 'trail',
    title: 'Something was done',
    at: 'occurred_at',
    tells: ['occurred_at', 'type', 'outcome', 'actor_kind', 'actor_id', 'actor_roles', 'subject_type', 'changes'],
    leaves: {
      subject_id: 'a number of the machine',
      facts: 'counts and states that stand in the rows themselves',
      auth_methods: 'how whoever did it was signed in',
      request_id: 'a number of the machine',
      prev_hash: 'a link of the practice’s whole chain',
      hash: 'a link of the practice’s whole chain',
      seq: 'a link of the practice’s whole chain',
    },
  },
  clinical_read: {
    section: 'trail',
    title: 'Your record was read',
    at: 'at',
    tells: ['at', 'staff_id', 'subject_type', 'subject_count', 'purpose'],
    leaves: { request_id: 'a number of the machine', batch_seq: 'a link of the practice’s whole chain' },
  },
  rights_request: { section: 'rights', title: 'Something you asked about your record', at: 'created_at' },
  rights_step: { section: 'rights', title: 'A step of answering it', at: 'at' },
  correction_answer: {
    section: 'rights',
    title: 'What became of something that you called wrong',
    at: 'answered_at',
    look: true,
  },
  access_pack: {
    section: 'rights',
    title: 'A copy of your record',
    at: 'begun_at',
  },
};

/** Each with its reason. */
const secrets: Readonly<Record<string, string>> = {
  client_key: 'the key to the rest: a secret of the practice',
  client_word: 'your name again, in pieces for searching',
  signing_link: 'links that were mailed to you, as secrets',
  occupied: 'the times of your sessions again, as the diary keeps them free',
  access_item: 'an earlier copy of what stands here',
  access_file: 'an earlier copy of what stands here',
  'auth.client_user': 'your address for signing in, which stands under how you may be reached',
  'auth.client_sign_in': 'your sign-ins stand on your own page of the portal',
  'auth.spoken_code': 'a secret of signing in',
  'auth.client_account': 'a secret of signing in',
  'auth.client_passkey': 'a secret of signing in',
  'auth.client_session': 'a secret of signing in',
};

/** Tables whose rows do not leave as rows, each with its reason: those, and whatever the list of tables calls nothing to tell. */
export const leavesWhole: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries<TableOfClient>(tablesOfClient)
      .filter(([, said]) => said.export === 'not')
      .map(([name]) => [name, 'it says nothing that does not stand elsewhere in this copy']),
  ),
  ...secrets,
};

export type RecordTable = TableWords & { name: string; by: TableOfClient['by'] };

/**
 * Every table whose rows leave, in the order of the copy. One that nobody has described yet leaves whole and is looked at row by row:
 * nothing is forgotten, and nothing of it leaves unread.
 */
export const recordTables: readonly RecordTable[] = Object.entries<TableOfClient>(tablesOfClient)
  .filter(([name]) => !(name in leavesWhole))
  .map(([name, { by }]) => ({
    section: 'more' as const,
    title: humanWords(name),
    look: words[name as keyof typeof words] ? undefined : (true as const),
    ...words[name as keyof typeof words],
    name,
    by,
  }))
  .toSorted((a, b) => sectionOrder.indexOf(a.section) - sectionOrder.indexOf(b.section)) as RecordTable[];

export const tableNamed = (name: string): RecordTable | undefined => recordTables.find((table) => table.name === name);

/** 'postal_address' → 'Postal address'. */
export function humanWords(column: string): string {
  const text = column.replaceAll('_', ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
