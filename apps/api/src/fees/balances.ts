import type { Tx } from '../database.ts';

/** What somebody owes in pence: charges less payments and waivers. Below zero: they have paid ahead. */
export async function owedBy(db: Tx, practiceId: string, clientId: string): Promise<number> {
  const sums = await db.ledgerEntry.groupBy({ by: ['kind'], where: { practiceId, clientId }, _sum: { pence: true } });
  return sums.reduce((total, { kind, _sum }) => total + (kind === 'charge' ? 1 : -1) * (_sum.pence ?? 0), 0);
}

/** One charge and what became of it. */
type ChargeLine = {
  sessionId: string | null;
  reason: string;
  chargedAt: Date;
  pence: number;
  openPence: number;
};

type Entry = { sessionId: string | null; kind: string; pence: number; reason: string; at: Date };

/**
 * The charges with what is open of each. Money that names its session settles that one; money that names none settles the oldest
 * open charge first. `entries` in order of time.
 */
export function settle(entries: readonly Entry[]): ChargeLine[] {
  const lines = entries
    .filter(({ kind }) => kind === 'charge')
    .map(({ sessionId, reason, at, pence }) => ({ sessionId, reason, chargedAt: at, pence, openPence: pence }));
  let free = 0;
  for (const { kind, sessionId, pence } of entries) {
    if (kind === 'charge') continue;
    const line = sessionId === null ? undefined : lines.find((one) => one.sessionId === sessionId);
    const settled = Math.min(pence, line?.openPence ?? 0);
    if (line) line.openPence -= settled;
    free += pence - settled;
  }
  for (const line of lines) {
    const settled = Math.min(free, line.openPence);
    line.openPence -= settled;
    free -= settled;
  }
  return lines;
}
