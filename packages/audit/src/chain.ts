import { canonicalJson, sha256Hex } from '@heather/core';
import type { Chained } from './event.ts';

/** What stands before the first event. */
export const genesis = { seq: 0, hash: '0'.repeat(64) } as const;

/** The last event of a chain: its place and its hash. */
export type ChainHead = { seq: number; hash: string };

export type ChainVerdict = { ok: true } | { ok: false; brokenAt: number };

/**
 * Joins events in the order given, after `head` (the start of everything when left out). Each hash covers every field of its
 * event, its place and the hash before it: sha-256 over the canonical JSON.
 */
export function chain<T extends object>(events: readonly T[], head: ChainHead = genesis): Chained<T>[] {
  let last: ChainHead = head;
  return events.map((event) => {
    const placed = { ...event, seq: last.seq + 1, prevHash: last.hash };
    last = { seq: placed.seq, hash: hashOf(placed) };
    return { ...placed, hash: last.hash };
  });
}

/**
 * Whether nothing was changed, taken out, put in or moved. `brokenAt` is the index in `events` of the first that does not follow
 * (`events.length` when the end is missing). Never throws on data.
 * @param from what stands before `events[0]`: the start of everything when left out
 * @param head the last event as kept elsewhere; without it a cut at the end cannot be seen by anyone
 */
export function verifyChain(
  events: readonly object[],
  { from = genesis, head }: { from?: ChainHead; head?: ChainHead } = {},
): ChainVerdict {
  let last: ChainHead = from;
  for (const [index, event] of events.entries()) {
    if (!follows(event, last)) return { ok: false, brokenAt: index };
    last = { seq: last.seq + 1, hash: (event as Chained<object>).hash };
  }
  if (head && (head.seq !== last.seq || head.hash !== last.hash)) return { ok: false, brokenAt: events.length };
  return { ok: true };
}

function follows(event: object, last: ChainHead): boolean {
  if (event === null || typeof event !== 'object') return false;
  const { hash, ...placed } = event as Chained<object>;
  if (placed.seq !== last.seq + 1 || placed.prevHash !== last.hash) return false;
  try {
    return hash === hashOf(placed);
  } catch {
    return false;
  }
}

// Through JSON first, so that an instant hashes as its text: an object without own keys would hash as {} whatever it says.
function hashOf(placed: object): string {
  return sha256Hex(canonicalJson(JSON.parse(JSON.stringify(placed))));
}
