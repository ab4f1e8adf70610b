import type { WeeklyPlace } from '@heather/scheduling';
import type { AllocatableTherapist, WaitingEntry } from './match.ts';
import { type EntryOptions, isSamePlaceTime, type Option, optionsOf } from './plan-options.ts';
import { byWait } from './waiting-list.ts';
import type { WishAnswer } from './wishes.ts';

export type Suggestion = {
  entryId: string;
  therapistId: string;
  place: WeeklyPlace;
  wishes: WishAnswer[];
  /** One sentence: how many wishes are met, which are not, which to ask about. */
  reason: string;
};

/** A proposal and nothing else: a person confirms each suggestion as an offer, or does not. */
export type AllocationPlan = { suggestions: Suggestion[]; left: { entryId: string; reason: string }[] };

/**
 * A suggestion for a whole waiting list, in the order of waiting (longest first, then id). First: nobody goes without a
 * place for the sake of somebody who has waited less. Then, in the same order, each gets the best place that leaves a
 * place for all the others: fewest wishes unmet, fewest unknown, soonest, most room in the caseload. Firm wishes are
 * never overridden, caseload limits never passed, and no therapist or room is suggested twice for one time.
 *
 * Greedy with chains of displacement (an earlier choice moves over if it can). With equal weights, one place a therapist
 * or no caseload limit that binds, this is exact; otherwise a chain may be missed, and a valid plan come out that a
 * person can better. Same result for any order of input.
 */
export function planAllocation(
  entries: readonly WaitingEntry[],
  therapists: readonly AllocatableTherapist[],
): AllocationPlan {
  const sorted = [...therapists].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const waiting = [...entries].sort(byWait).map((entry) => optionsOf(entry, sorted));
  const chosen = choose(waiting);
  const plan: AllocationPlan = { suggestions: [], left: [] };
  for (const [i, { entry, leftReason }] of waiting.entries()) {
    const option = chosen.get(i);
    if (!option) {
      const reason = leftReason || 'Everybody who fits is suggested to somebody who has waited longer.';
      plan.left.push({ entryId: entry.id, reason });
      continue;
    }
    plan.suggestions.push({
      entryId: entry.id,
      therapistId: option.therapist.id,
      place: option.place,
      wishes: option.match.wishes,
      reason: reasonFor(option.match.wishes),
    });
  }
  return plan;
}

function reasonFor(wishes: readonly WishAnswer[]): string {
  if (wishes.length === 0) return 'No wishes were given.';
  const named = (answer: string) => wishes.filter((w) => w.answer === answer).map((w) => w.wish.replaceAll('-', ' '));
  const met = named('fits').length;
  const parts = [met === wishes.length ? `Meets every wish (${met})` : `Meets ${met} of ${wishes.length} wishes`];
  if (named('does-not').length > 0) parts.push(`not met: ${named('does-not').join(', ')}`);
  if (named('unknown').length > 0) parts.push(`to ask: ${named('unknown').join(', ')}`);
  return `${parts.join('; ')}.`;
}

/** How many places one chain of displacement may try before it is given up: so a list of hundreds still answers at once. */
const longestChain = 300;
/** The same when somebody who has a place looks for a better one: less is at stake, and it is tried more often. */
const longestBetterChain = 40;

/** Entry index → its option. A plain map that is copied before a chain is tried and put back when it fails. */
type Chosen = Map<number, Option>;

function choose(waiting: readonly EntryOptions[]): Chosen {
  let chosen: Chosen = new Map();
  /** Who may not be moved: those settled for good, and those whom the present chain has just placed. */
  const still = new Set<number>();

  /** Puts entry i on `option`, moving whoever is in the way; false leaves everything as it was. */
  const put = (i: number, option: Option, tried: Set<string>, longest: number): boolean => {
    const before = chosen;
    const wasStill = still.has(i);
    still.add(i);
    const isPut = waysToClear(chosen, i, option, still).some((moved) => {
      chosen = new Map(before);
      for (const other of moved) chosen.delete(other);
      chosen.set(i, option);
      return moved.every((other) => findPlace(other, tried, longest));
    });
    if (!isPut) chosen = before;
    if (!wasStill) still.delete(i);
    return isPut;
  };
  const findPlace = (i: number, tried: Set<string>, longest: number): boolean => {
    for (const option of waiting[i]?.options ?? []) {
      if (tried.has(option.spot)) continue;
      if (tried.size >= longest) return false;
      tried.add(option.spot);
      if (put(i, option, tried, longest)) return true;
    }
    return false;
  };

  for (const i of waiting.keys()) findPlace(i, new Set(), longestChain);
  for (const i of [...chosen.keys()].sort((a, b) => a - b)) {
    still.add(i);
    for (const option of waiting[i]?.options ?? []) {
      if (chosen.get(i) === option || put(i, option, new Set([option.spot]), longestBetterChain)) break;
    }
  }
  return chosen;
}

/** The sets of entries that would have to move for entry i to take `option`: [[]] if nobody, [] if it cannot be. */
function waysToClear(chosen: Chosen, i: number, option: Option, still: ReadonlySet<number>): number[][] {
  const clashing: number[] = [];
  const beside: number[] = [];
  for (const [other, taken] of chosen) {
    if (other === i) continue;
    if (isSamePlaceTime(taken, option)) clashing.push(other);
    else if (taken.therapist === option.therapist) beside.push(other);
  }
  if (clashing.some((other) => still.has(other))) return [];
  const { capacityTenths, loadTenths, lowFeePlacesFree = 0 } = option.therapist;
  const isTooMuch = (staying: readonly number[]): boolean => {
    const options = staying.map((other) => chosen.get(other) as Option);
    const weight = options.reduce((sum, taken) => sum + taken.weightTenths, loadTenths + option.weightTenths);
    const lowFees = options.filter((taken) => taken.usesLowFee).length;
    return (
      (capacityTenths !== null && capacityTenths !== undefined && weight > capacityTenths) ||
      (option.usesLowFee && lowFees + 1 > lowFeePlacesFree)
    );
  };
  if (!isTooMuch(beside)) return [clashing];
  // The shortest wait moves first: it is the least settled, and has the least to lose.
  const movable = beside.filter((other) => !still.has(other)).sort((a, b) => b - a);
  return movable.filter((one) => !isTooMuch(beside.filter((other) => other !== one))).map((one) => [...clashing, one]);
}
