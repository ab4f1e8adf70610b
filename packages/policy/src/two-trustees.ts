/**
 * Who may open a clinical will, and for how long. Pure: times are epoch milliseconds, people are ids. One trustee asks, the other says the
 * same within a day; from then on both reach what it opens until it closes. One person counts once, whatever they press.
 */
export const askHours = 24;
export const openDays = 14;
const hourMs = 3_600_000;

export type WillOpening = {
  state: 'asked' | 'open' | 'withdrawn' | 'stopped' | 'closed' | 'lapsed';
  reason: string;
  askedBy: string;
  lapsesAt: number;
  secondBy: string | null;
  closesAt: number | null;
};
export type Trustees = readonly [string, string];

export type PressDecision =
  | { kind: 'ask'; lapsesAt: number }
  | { kind: 'open'; closesAt: number }
  /** They have said it already; nothing changes. */
  | { kind: 'same' }
  /** Not theirs to press: answered as if it were not there. */
  | { kind: 'nothing-here' }
  /** The other asked for another reason: two people who mean different things have not agreed. */
  | { kind: 'other-reason'; reason: string };

/** Is it live at this instant: asked and not run out, or open and not closed? */
export function isLive(opening: WillOpening | null, at: number): boolean {
  return (opening?.state === 'asked' && at < opening.lapsesAt) || isOpenAt(opening, at);
}

/** Does it open anything at this instant? Never by one person; never a millisecond beyond its end. */
export function isOpenAt(opening: WillOpening | null, at: number): boolean {
  return (
    opening?.state === 'open' &&
    opening.secondBy !== null &&
    opening.secondBy !== opening.askedBy &&
    opening.closesAt !== null &&
    at < opening.closesAt
  );
}

/** Somebody presses "open it". `latest`: the newest opening of this will, whatever became of it. */
export function press(
  latest: WillOpening | null,
  { trustees, by, reason, at }: { trustees: Trustees; by: string; reason: string; at: number },
): PressDecision {
  if (!trustees.includes(by) || trustees[0] === trustees[1]) return { kind: 'nothing-here' };
  if (!isLive(latest, at) || !latest) return { kind: 'ask', lapsesAt: at + askHours * hourMs };
  if (latest.state === 'open' || latest.askedBy === by) return { kind: 'same' };
  if (latest.reason !== reason) return { kind: 'other-reason', reason: latest.reason };
  return { kind: 'open', closesAt: at + openDays * 24 * hourMs };
}

export type EndDecision = { kind: 'withdrawn' | 'stopped' | 'closed' } | { kind: 'same' } | { kind: 'nothing-here' };

/**
 * Somebody ends it. A trustee takes back what they asked, or closes what is open; the therapist, the clinical lead and the manager stop it
 * at any time. What is over stays as it ended.
 */
export function end(
  opening: WillOpening,
  { trustees, by, mayStop, at }: { trustees: Trustees; by: string; mayStop: boolean; at: number },
): EndDecision {
  const isTrustee = trustees.includes(by);
  if (!isTrustee && !mayStop) return { kind: 'nothing-here' };
  if (!isLive(opening, at)) return { kind: 'same' };
  if (mayStop && !isTrustee) return { kind: 'stopped' };
  if (opening.state === 'open') return { kind: 'closed' };
  // Whoever has not asked has nothing to take back; they simply do not press.
  return opening.askedBy === by ? { kind: 'withdrawn' } : mayStop ? { kind: 'stopped' } : { kind: 'same' };
}
