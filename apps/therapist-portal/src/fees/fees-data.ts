import type { StaffRouter } from '@heather/api/staff';
import type { inferRouterOutputs } from '@trpc/server';
import { queryClient } from '../app/query-client.ts';
import { trpc } from '../app/trpc.ts';

export type Ledger = inferRouterOutputs<StaffRouter>['fees']['ledger'];
export type Entry = Ledger['entries'][number];
export type Arrangement = Ledger['arrangements'][number];

export const refreshFees = () => queryClient.invalidateQueries(trpc.fees.pathFilter());

/** "3 November 2026" of YYYY-MM-DD. */
export const dayText = (on: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );

/** "3 Nov 2026", for a column. */
export const shortDay = (on: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  );
/** "Appointment, 3 November 2026": a line by itself. */
export const lineText = (entry: Entry): string =>
  entry.kind === 'charge' ? `${entry.words}, ${dayText(entry.on)}` : entry.words;

/** "45", "45.5", "45,50" as pence; null for what is no sum. */
export function penceOf(text: string): number | null {
  const plain = text.trim().replace(/^£/, '').replace(',', '.');
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(plain)) return null;
  const pence = Math.round(Number(plain) * 100);
  return pence > 0 ? pence : null;
}
export const poundsText = (pence: number): string => (pence / 100).toFixed(2);

/** Letters, digits and little else, as a bank writes it; '' is nothing. */
export const isPlain = (text: string): boolean => /^[A-Za-z0-9 ./#-]{0,40}$/.test(text.trim());

export const methods = [
  { value: 'card', label: 'Card' },
  { value: 'transfer', label: 'Bank transfer' },
  { value: 'cash', label: 'Cash' },
  { value: 'other', label: 'Another way' },
] as const;
export type Method = (typeof methods)[number]['value'];

export const payerKinds = { person: 'Another person', insurer: 'Insurer', employer: 'Employer' } as const;

/** Where a limit stands, in words; null while it is far. */
export function limitWords(one: {
  state: string;
  left: number | null;
  authorisedUntilOn: string | null;
}): string | null {
  const until = one.authorisedUntilOn === null ? '' : dayText(one.authorisedUntilOn);
  switch (one.state) {
    case 'near':
      return one.left === 1 ? 'One session left' : `${one.left} sessions left`;
    case 'expiring':
      return `Authorised until ${until}`;
    case 'reached':
      return 'The limit is reached';
    case 'expired':
      return `The authorisation ended on ${until}`;
    default:
      return null;
  }
}
