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
 * or no caseload limit that binds, and chains within the limits below, this is exact; otherwise a chain may be missed,
 * and a valid plan come out that a person can better. Same result for any order of input.
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
/** And for the whole list: from then on only a better place that is free is taken, and nobody moves over for it. */
const mostBetterSteps = 5_000;

type Chosen = ReturnType<typeof makeBoard>;

function choose(waiting: readonly EntryOptions[]): Chosen {
  const board = makeBoard();
  /** Who may not be moved: those settled for good, and those whom the present chain has just placed. */
  const still = new Set<number>();
  let steps = 0;

  /** Puts entry i on `option`, moving whoever is in the way; false leaves everything as it was. */
  const put = (i: number, option: Option, tried: Set<string>, longest: number): boolean => {
    const before = board.mark();
    const wasStill = still.has(i);
    still.add(i);
    const isPut = waysToClear(board, i, option, still).some((moved) => {
      for (const other of moved) board.set(other, undefined);
      board.set(i, option);
      if (moved.every((other) => findPlace(other, tried, longest))) return true;
      board.undoTo(before);
      return false;
    });
    if (!wasStill) still.delete(i);
    return isPut;
  };
  const findPlace = (i: number, tried: Set<string>, longest: number): boolean => {
    for (const option of waiting[i]?.options ?? []) {
      if (tried.size >= longest) return false;
      if (tried.has(option.spot)) continue;
      tried.add(option.spot);
      steps++;
      if (put(i, option, tried, longest)) return true;
    }
    return false;
  };

  for (const i of waiting.keys()) findPlace(i, new Set(), longestChain);
  steps = 0;
  for (const i of waiting.keys()) {
    if (!board.get(i)) continue;
    still.add(i);
    for (const option of waiting[i]?.options ?? []) {
      const longest = steps < mostBetterSteps ? longestBetterChain : 0;
      if (board.get(i) === option || put(i, option, new Set([option.spot]), longest)) break;
    }
  }
  return board;
}

/** Entry index → its option, with who is at each therapist and in each room, and a journal to take steps back by. */
function makeBoard() {
  const at = new Map<number, Option>();
  const byResource = new Map<string, Set<number>>();
  const journal: [number, Option | undefined][] = [];
  const write = (i: number, option: Option | undefined) => {
    for (const name of resourcesOf(at.get(i))) byResource.get(name)?.delete(i);
    if (option) at.set(i, option);
    else at.delete(i);
    for (const name of resourcesOf(option)) {
      const present = byResource.get(name);
      if (present) present.add(i);
      else byResource.set(name, new Set([i]));
    }
  };
  return {
    get: (i: number) => at.get(i),
    set(i: number, option: Option | undefined) {
      journal.push([i, at.get(i)]);
      write(i, option);
    },
    mark: () => journal.length,
    undoTo(mark: number) {
      for (let step = journal.length - 1; step >= mark; step--)
        write(...(journal[step] as [number, Option | undefined]));
      journal.length = mark;
    },
    /** Everybody else at the option's therapist or in its room, longest wait first. */
    near(i: number, option: Option): number[] {
      const near = new Set(resourcesOf(option).flatMap((name) => [...(byResource.get(name) ?? [])]));
      near.delete(i);
      return [...near].sort((a, b) => a - b);
    },
  };
}

function resourcesOf(option: Option | undefined): string[] {
  if (!option) return [];
  const therapist = `therapist ${option.therapist.id}`;
  return option.place.roomId === null ? [therapist] : [therapist, `room ${option.place.roomId}`];
}

/** The sets of entries that would have to move for entry i to take `option`: [[]] if nobody, [] if it cannot be. */
function waysToClear(board: Chosen, i: number, option: Option, still: ReadonlySet<number>): number[][] {
  const clashing: number[] = [];
  const beside: number[] = [];
  for (const other of board.near(i, option)) {
    const taken = board.get(other) as Option;
    if (isSamePlaceTime(taken, option)) clashing.push(other);
    else if (taken.therapist === option.therapist) beside.push(other);
  }
  if (clashing.some((other) => still.has(other))) return [];
  const { capacityTenths, loadTenths, lowFeePlacesFree = 0 } = option.therapist;
  const isTooMuch = (staying: readonly number[]): boolean => {
    const options = staying.map((other) => board.get(other) as Option);
    const weight = options.reduce((sum, taken) => sum + taken.weightTenths, loadTenths + option.weightTenths);
    const lowFees = options.filter((taken) => taken.usesLowFee).length;
    return (
      (capacityTenths !== null && capacityTenths !== undefined && weight > capacityTenths) ||
      (option.usesLowFee && lowFees + 1 > lowFeePlacesFree)
    );
  };
  if (!isTooMuch(beside)) return [clashing];
  // The shortest wait moves first: it is the least settled, and has the least to lose.
  const movable = beside.filter((other) => !still.has(other)).reverse();
  return movable.filter((one) => !isTooMuch(beside.filter((other) => other !== one))).map((one) => [...clashing, one]);
}
