import { dayMs, minuteMs } from './moment.ts';

/** Wall time ↔ instant for one zone, on numbers. Wall minutes count from 1970-01-01T00:00 on the wall. */
export type ZoneClock = {
  readonly zone: string;
  /** Temporal's `compatible`: a skipped time moves forward by the gap, a repeated one is the first. */
  wallToMs(wallMinute: number): number;
  msToWallMinute(epochMs: number): number;
};

type Stretch = { walls: number[]; instants: number[]; offsets: number[] };

/** Ten years of transitions are looked up at once: enough for any search, cheap also with the polyfill. */
const stretchMs = 3653 * dayMs;
const clocks = new Map<string, ZoneClock>();
/** More zones than IANA names, so only a fault could reach it; then we forget and look up again. */
const mostClocks = 800;

/** The clock of a zone, kept after its first use. @throws RangeError if the runtime does not know the zone. */
export function zoneClock(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known) return known;
  const made = makeClock(zone);
  if (clocks.size >= mostClocks) clocks.clear();
  clocks.set(zone, made);
  return made;
}

function makeClock(zone: string): ZoneClock {
  const stretches = new Map<number, Stretch>();
  Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);

  const stretchAt = (ms: number): Stretch => {
    const index = Math.floor(ms / stretchMs);
    let found = stretches.get(index);
    if (!found) {
      found = lookUp(zone, index);
      stretches.set(index, found);
    }
    return found;
  };

  return {
    zone,
    wallToMs(wallMinute) {
      const wallMs = wallMinute * minuteMs;
      const { walls, offsets } = stretchAt(wallMs);
      return wallMs - (offsets[firstAbove(walls, wallMs)] as number);
    },
    msToWallMinute(epochMs) {
      const { instants, offsets } = stretchAt(epochMs);
      return Math.floor((epochMs + (offsets[firstAbove(instants, epochMs)] as number)) / minuteMs);
    },
  };
}

/**
 * `offsets[k]` holds before transition k and after transition k − 1. A wall time belongs before a transition at T
 * (offset b before, a after) while wall < T + max(a, b): in a gap (a > b) that keeps the offset before it, which moves
 * the time forward by the gap; in an overlap (b > a) it takes the first of the two.
 */
function lookUp(zone: string, index: number): Stretch {
  // Two days to each side: no offset is larger, so wall and instant of one moment read the same stretch rightly.
  const fromMs = index * stretchMs - 2 * dayMs;
  const toMs = (index + 1) * stretchMs + 2 * dayMs;
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  const stretch: Stretch = { walls: [], instants: [], offsets: [offsetMs(at)] };
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds > toMs) return stretch;
    const before = stretch.offsets.at(-1) as number;
    const after = offsetMs(next);
    stretch.walls.push(next.epochMilliseconds + Math.max(before, after));
    stretch.instants.push(next.epochMilliseconds);
    stretch.offsets.push(after);
    at = next;
  }
}

const offsetMs = (at: Temporal.ZonedDateTime): number => at.offsetNanoseconds / 1_000_000;

function firstAbove(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
