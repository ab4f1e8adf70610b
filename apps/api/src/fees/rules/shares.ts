/** What a therapist receives, from a local day until a local day (both count). */
export type ShareRate = {
  kind: 'percent' | 'fixed';
  /** Hundredths of a per cent. */
  points: number | null;
  pence: number | null;
  fromOn: string;
  untilOn: string | null;
};

/** A line of the ledger that names a session and is no money: a charge, something let go, a correction. */
export type EarningLine = {
  sessionId: string;
  /** The local day of the session; it says which rate holds. */
  sessionOn: string;
  /** The local month of the line, YYYY-MM; it says in which report it stands. */
  month: string;
  effectPence: number;
};

export type MonthShare = {
  /** Sessions charged this month that stayed, less those of earlier months that were let go whole. */
  sessions: number;
  /** What was charged and stayed: charges less what was let go and put right. */
  keptPence: number;
  sharePence: number;
  /** Sessions on days for which no rate was given: they bring nothing until one is. */
  withoutRate: number;
};

/** The rate of a day: of several that hold, the one that began last. */
export const rateOn = (rates: readonly ShareRate[], on: string): ShareRate | null =>
  rates
    .filter(({ fromOn, untilOn }) => fromOn <= on && (untilOn === null || on <= untilOn))
    .sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0] ?? null;

/**
 * One therapist's month from the ledger's lines. A percentage is taken of the month's whole sum at each rate and rounded once, half
 * up; a fixed sum counts sessions. Lines after the month change later reports, never this one.
 * @param lines all of the therapist's lines up to the end of the month: earlier ones say whether a session had been counted
 */
export function monthShare(month: string, lines: readonly EarningLine[], rates: readonly ShareRate[]): MonthShare {
  const bySession = Map.groupBy(lines, ({ sessionId }) => sessionId);
  const percentOf = new Map<ShareRate, number>();
  const report = { sessions: 0, keptPence: 0, sharePence: 0, withoutRate: 0 };
  for (const own of bySession.values()) {
    const before = sum(own.filter((line) => line.month < month));
    const during = sum(own.filter((line) => line.month === month));
    const counted = Number(before + during > 0) - Number(before > 0);
    report.sessions += counted;
    report.keptPence += during;
    const rate = rateOn(rates, own[0]?.sessionOn ?? month);
    if (!rate) report.withoutRate += counted;
    else if (rate.kind === 'fixed') report.sharePence += counted * (rate.pence ?? 0);
    else percentOf.set(rate, (percentOf.get(rate) ?? 0) + during);
  }
  for (const [rate, pence] of percentOf) report.sharePence += Math.floor((pence * (rate.points ?? 0) + 5_000) / 10_000);
  return report;
}

const sum = (lines: readonly EarningLine[]) => lines.reduce((all, { effectPence }) => all + effectPence, 0);
