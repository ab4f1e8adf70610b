import type { Span } from './moment.ts';

/** Disjoint half-open ranges in ascending order, flat: [start, end, start, end, …], in epoch milliseconds. */
export type Ranges = readonly number[];

/** Sorts, drops empty ranges, and joins those that overlap or touch. Takes a flat list in any order. */
export function joinRanges(flat: readonly number[]): number[] {
  const sorted = isInOrder(flat) ? flat : inOrder(flat);
  const joined: number[] = [];
  let last = -1;
  for (let i = 0; i < sorted.length; i += 2) {
    const start = sorted[i] as number;
    const end = sorted[i + 1] as number;
    if (start >= end) continue;
    if (last > 0 && start <= (joined[last] as number)) {
      if (end > (joined[last] as number)) joined[last] = end;
    } else {
      joined.push(start, end);
      last += 2;
    }
  }
  return joined;
}

/** What a database gives back is in order already, so looking first is cheaper than sorting. */
function isInOrder(flat: readonly number[]): boolean {
  for (let i = 2; i < flat.length; i += 2) if ((flat[i] as number) < (flat[i - 2] as number)) return false;
  return true;
}

function inOrder(flat: readonly number[]): number[] {
  const order: number[] = [];
  for (let i = 0; i < flat.length; i += 2) order.push(i);
  order.sort((a, b) => (flat[a] as number) - (flat[b] as number));
  const sorted: number[] = [];
  for (const i of order) sorted.push(flat[i] as number, flat[i + 1] as number);
  return sorted;
}

/** Spans → a flat list, each widened by the two paddings. An empty span takes no time and stays out. */
export function flatSpans(spans: readonly Span[], padBeforeMs = 0, padAfterMs = 0): number[] {
  const flat: number[] = [];
  for (const span of spans) {
    const start = span.startsAt.epochMilliseconds;
    const end = span.endsAt.epochMilliseconds;
    if (start < end) flat.push(start - padBeforeMs, end + padAfterMs);
  }
  return flat;
}

/**
 * Spans → ranges, each widened by the two paddings. What is in order already, as a database hands it over, is read once and
 * copied once; anything else is sorted first.
 */
export function rangesOf(spans: readonly Span[], padBeforeMs = 0, padAfterMs = 0): number[] {
  const joined: number[] = [];
  let lastStart = -Infinity;
  let lastEnd = -Infinity;
  for (const span of spans) {
    const starts = span.startsAt.epochMilliseconds;
    const ends = span.endsAt.epochMilliseconds;
    if (starts >= ends) continue;
    const start = starts - padBeforeMs;
    const end = ends + padAfterMs;
    if (start < lastStart) return joinRanges(flatSpans(spans, padBeforeMs, padAfterMs));
    lastStart = start;
    if (start > lastEnd) {
      joined.push(start, end);
      lastEnd = end;
    } else if (end > lastEnd) {
      joined[joined.length - 1] = end;
      lastEnd = end;
    }
  }
  return joined;
}

/** Is the whole of [start, end) inside one of the ranges? */
export function isInside(ranges: Ranges, start: number, end: number): boolean {
  const i = lastStartingAtOrBefore(ranges, start);
  return i >= 0 && (ranges[i + 1] as number) >= end;
}

/** Does [start, end) share any time with one of the ranges? */
export function isTouchedBy(ranges: Ranges, start: number, end: number): boolean {
  const i = lastStartingAtOrBefore(ranges, start);
  if (i >= 0 && (ranges[i + 1] as number) > start) return true;
  return i + 2 < ranges.length && (ranges[i + 2] as number) < end;
}

/** Index of the last range that starts at or before `at`, or −2. */
function lastStartingAtOrBefore(ranges: Ranges, at: number): number {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle * 2] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return (low - 1) * 2;
}
