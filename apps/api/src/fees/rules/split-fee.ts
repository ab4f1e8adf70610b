import { splitPence } from './split-pence.ts';

/** What the fee of one meeting needs to know of an arrangement. */
export type PayingArrangement = {
  id: string;
  payerId: string;
  share: 'whole' | 'fixed' | 'percent';
  sharePence: number | null;
  /** Hundredths of a per cent. */
  sharePoints: number | null;
  coversMissed: boolean;
  /** Whether this meeting is within its sessions and its authorisation. */
  isCovered: boolean;
  beyond: 'ask' | 'client-pays';
};

/** One part of a fee: on whose account it is put. `undecided`: beyond a limit, and nobody has chosen who pays. */
export type FeePart = {
  party: 'client' | 'payer' | 'undecided';
  payerId: string | null;
  arrangementId: string | null;
  pence: number;
};

/**
 * Shares one fee out: fixed sums first, then per cent of what is left after them, then whoever pays the whole rest; what nobody else
 * pays is the client's. Beyond a limit the part waits for a choice, unless the client chose to pay.
 * @param arrangements those of the day, the oldest first
 * @returns parts above nothing, at most one an account and arrangement; together exactly `pence`
 */
export function splitFee(pence: number, isMissed: boolean, arrangements: readonly PayingArrangement[]): FeePart[] {
  const paying = arrangements.filter(({ coversMissed }) => !isMissed || coversMissed);
  const parts: FeePart[] = [];
  let left = pence;
  const give = (one: PayingArrangement, sum: number) => {
    left -= sum;
    if (one.isCovered) parts.push({ party: 'payer', payerId: one.payerId, arrangementId: one.id, pence: sum });
    else if (one.beyond === 'ask') parts.push({ party: 'undecided', payerId: null, arrangementId: one.id, pence: sum });
    else parts.push({ party: 'client', payerId: null, arrangementId: null, pence: sum });
  };
  for (const one of paying) if (one.share === 'fixed') give(one, Math.min(one.sharePence ?? 0, left));
  const percents = paying.filter(({ share }) => share === 'percent');
  const points = percents.map(({ sharePoints }) => sharePoints ?? 0);
  const rest = Math.max(0, 10_000 - points.reduce((sum, one) => sum + one, 0));
  const shares = percents.length > 0 ? splitPence(left, [...points, rest]) : [];
  percents.forEach((one, at) => {
    give(one, shares[at] as number);
  });
  const whole = paying.find(({ share }) => share === 'whole');
  if (whole) give(whole, left);
  const client = left + sumOf(parts.filter(({ party }) => party === 'client'));
  const others = parts.filter(({ party, pence: sum }) => party !== 'client' && sum > 0);
  return client > 0 ? [...others, { party: 'client', payerId: null, arrangementId: null, pence: client }] : others;
}

const sumOf = (parts: readonly FeePart[]) => parts.reduce((sum, { pence }) => sum + pence, 0);
