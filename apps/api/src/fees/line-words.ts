/** What a line says on a page, a statement and in a file: the diary's own words and money's, nothing else. */
const charges: Record<string, string> = {
  session: 'Appointment',
  'late-cancellation': 'Late cancellation',
  'did-not-attend': 'Missed appointment',
};
const methods: Record<string, string> = {
  card: 'by card',
  transfer: 'by bank transfer',
  cash: 'in cash',
  other: 'another way',
};
const others: Record<string, string> = {
  'adjustment-up': 'Added',
  'adjustment-down': 'Taken off',
  waiver: 'Waived',
  'write-off': 'Written off',
};
const reasons: Record<string, string> = {
  hardship: 'paying is hard',
  'our-mistake': 'our mistake',
  'not-foreseen': 'could not be foreseen',
  goodwill: 'goodwill',
  'beyond-limit': 'beyond the limit',
  'wrong-sum': 'wrong sum',
  'agreed-otherwise': 'agreed otherwise',
  'room-or-material': 'room or material',
  'not-collectable': 'cannot be collected',
  'small-sum': 'small sum',
};

export type Worded = { kind: string; reason: string; method: string; reversesId: string | null };

/** "Appointment", "Paid by card", "Taken back: paid by card". @param day of the session, "3 November 2026" */
export function lineWords(line: Worded, day?: string): string {
  const words = plainWords(line, day);
  return line.reversesId === null ? words : `Taken back: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function plainWords({ kind, reason, method }: Worded, day: string | undefined): string {
  const of = day ? `, ${day}` : '';
  if (kind === 'charge') return `${charges[reason] ?? 'Appointment'}${of}`;
  if (kind === 'payment') return `Paid ${methods[method] ?? 'another way'}`;
  if (kind === 'refund') return `Paid back ${methods[method] ?? 'another way'}`;
  return `${others[kind] ?? 'Put right'}${of}`;
}

/** Why something was let go or put right, for staff; null when there is nothing to say. */
export const reasonWords = (reason: string): string | null => reasons[reason] ?? null;
/** "by card", for a receipt. */
export const methodWords = (method: string): string => methods[method] ?? 'another way';

const long = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
/** "3 November 2026" of a local day: on a bill the weekday is in the way. */
export const longDay = (on: string): string => long.format(Date.parse(`${on}T00:00:00Z`));
