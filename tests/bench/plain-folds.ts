// The plain way to do what packages/consent and packages/alliance do: no order kept, nothing carried, all of it asked again.
import { type CheckInEntry, checkInParts } from '@heather/alliance';
import type { ConsentEvent } from '@heather/consent';

const compare = (a: ConsentEvent, b: ConsentEvent) =>
  Temporal.Instant.compare(a.at, b.at) || (a.recordId === b.recordId ? a.seq - b.seq : 0);
const ends = ['withdrawn', 'lapsed', 'superseded', 'corrected'];

/** What one clause amounts to: every event of the person sorted and walked through for it alone. */
export function plainConsent(events: readonly ConsentEvent[], clauseId: string, at: Temporal.Instant): string | null {
  let state: string | null = null;
  let recordId = '';
  for (const event of events.filter((each) => Temporal.Instant.compare(each.at, at) <= 0).toSorted(compare)) {
    if (event.clauseId === clauseId && event.type === 'item-given') [state, recordId] = ['given', event.recordId];
    if (event.clauseId === clauseId && event.type === 'item-declined') [state, recordId] = ['declined', event.recordId];
    if (event.clauseId === clauseId && event.type === 'item-withdrawn' && state === 'given') state = 'withdrawn';
    if (event.clauseId === null && ends.includes(event.type) && event.recordId === recordId && state === 'given')
      state = event.type;
  }
  return state;
}

/** How many signals a history gives: for each check-in, everything before it looked through again. */
export function plainSignalCount(history: readonly CheckInEntry[]): number {
  const ordered = history.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  let found = 0;
  for (const [index, entry] of ordered.entries()) {
    const before = ordered.slice(0, index);
    if (checkInParts.some((part) => (entry[part] ?? 9) <= 2)) found += 1;
    const fell = checkInParts.some((part) => {
      const earlier = before.findLast((each) => each[part] !== null)?.[part];
      return entry[part] !== null && typeof earlier === 'number' && earlier - entry[part] >= 2;
    });
    if (fell) found += 1;
    const isFull = (each: CheckInEntry) => checkInParts.every((part) => each[part] === 4);
    const run = ordered.slice(0, index + 1).reverse();
    const length = run.findIndex((each) => !isFull(each));
    const full = length === -1 ? run.length : length;
    if (full > 0 && full % 4 === 0) found += 1;
  }
  return found;
}
