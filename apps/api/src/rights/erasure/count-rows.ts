import type { Tx } from '../../database.ts';

/** What a certificate says of, in the words it says it with: kinds of record, never a table's name, and what became of each. */
export const recordParts = {
  contact: { words: 'Name, contact details and people around', fate: 'emptied' },
  enquiries: { words: 'Enquiries, wishes and offers', fate: 'emptied' },
  notes: { words: 'Session notes and process notes', fate: 'unreadable' },
  measures: { words: 'Measures, check-ins, goals and what followed from them', fate: 'unreadable' },
  files: { words: 'Sealed files', fate: 'unreadable' },
  letters: { words: 'Mails', fate: 'unreadable' },
  requests: { words: 'Requests, complaints and reasons', fate: 'unreadable' },
  agreements: { words: 'Proof of agreements: hashes and days', fate: 'kept' },
  money: { words: 'Lines of the ledger, under no name', fate: 'kept' },
  trail: { words: 'Events of the trail, by number alone', fate: 'kept' },
} as const;
export type RecordPart = keyof typeof recordParts;
export type PartCounts = Record<RecordPart, number>;

const tables: Record<RecordPart, readonly string[]> = {
  contact: ['safe_contact', 'person_around'],
  enquiries: ['enquiry', 'waiting_list_entry', 'offer'],
  notes: ['session_note', 'note_entry', 'note_version', 'process_note'],
  measures: [
    'administration',
    'risk_alert',
    'check_in',
    'alliance_signal',
    'session_wish',
    'goal',
    'goal_rating',
    'agreement_talk',
  ],
  files: ['sealed_file'],
  letters: ['outbox_mail'],
  requests: ['retention_hold', 'complaint', 'complaint_step', 'rights_request', 'rights_step', 'break_glass'],
  agreements: ['consent_record', 'consent_event', 'signature', 'seal'],
  money: ['ledger_entry', 'receipt'],
  trail: ['audit_event', 'clinical_read'],
};

/** How many rows of each part there are of these records. Asked before they are destroyed. */
export async function countRows(tx: Tx, practiceId: string, ids: readonly string[]): Promise<PartCounts> {
  const one = Object.entries(tables).flatMap(([part, names]) =>
    names.map(
      (name) =>
        `SELECT '${part}' AS part, count(*)::int AS count FROM ${name} WHERE practice_id = $1::uuid AND client_id = ANY ($2::uuid[])`,
    ),
  );
  const rows = await tx.$queryRawUnsafe<{ part: RecordPart; count: number }[]>(
    `SELECT part, sum(count)::int AS count FROM (${one.join(' UNION ALL ')}) x GROUP BY part`,
    practiceId,
    ids,
  );
  return Object.fromEntries(
    Object.keys(recordParts).map((part) => [part, rows.find((row) => row.part === part)?.count ?? 0]),
  ) as PartCounts;
}
