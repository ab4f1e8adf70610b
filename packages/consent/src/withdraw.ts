import type { ClauseKind } from '@heather/confidentiality';
import { type Decision, decided, refused } from '@heather/core';
import { append, type ConsentEvent, type Doer } from './events.ts';
import { foldRecord } from './fold.ts';

/** A record with what it was asked about. */
export type RecordView = {
  recordId: string;
  clauses: readonly { clauseId: string; kind: ClauseKind }[];
  events: readonly ConsentEvent[];
};

export type ItemOutcome = { already: boolean; events: ConsentEvent[] };

/**
 * Taking one yes back. It asks for nothing but the item: no reason, no name, no other answer; it works however old, closed
 * or replaced the record is. A no, or a second time, is already so. Terms and limits are not consents and stay.
 */
export function decideWithdraw(
  record: RecordView,
  clauseId: string,
  by: Doer,
  now: Temporal.Instant,
): Decision<ItemOutcome> {
  const found = findOptional(record, clauseId);
  if (!found.ok) return found;
  const { items, lastSeq } = foldRecord(record.events);
  if (items.get(clauseId) !== 'given') return decided({ already: true, events: [] });
  const events = append({ recordId: record.recordId, lastSeq }, [{ type: 'item-withdrawn', clauseId }], by, now);
  return decided({ already: false, events });
}

/** Taking back every yes of a record at once. */
export function decideWithdrawAll(record: RecordView, by: Doer, now: Temporal.Instant): Decision<ItemOutcome> {
  const { items, lastSeq } = foldRecord(record.events);
  if (![...items.values()].includes('given')) return decided({ already: true, events: [] });
  return decided({
    already: false,
    events: append({ recordId: record.recordId, lastSeq }, [{ type: 'withdrawn' }], by, now),
  });
}

/** Changing one's mind to yes later, on a record that still stands and in the words that were shown with it. */
export function decideGive(
  record: RecordView,
  clauseId: string,
  by: Doer,
  now: Temporal.Instant,
): Decision<ItemOutcome> {
  const found = findOptional(record, clauseId);
  if (!found.ok) return found;
  const { items, status, lastSeq } = foldRecord(record.events);
  if (items.get(clauseId) === 'given') return decided({ already: true, events: [] });
  if (status === 'superseded' || status === 'lapsed' || status === 'corrected') return refused('agreement/superseded');
  if (items.size === 0) return refused('wrong-order');
  const events = append({ recordId: record.recordId, lastSeq }, [{ type: 'item-given', clauseId }], by, now);
  return decided({ already: false, events });
}

function findOptional(record: RecordView, clauseId: string): Decision<true> {
  const clause = record.clauses.find((one) => one.clauseId === clauseId);
  if (clause === undefined) return refused('not-found');
  return clause.kind === 'optional_consent' ? decided(true) : refused('consent/not-optional');
}
