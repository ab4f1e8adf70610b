import { fail } from '@heather/core';
import { openHours, roomFits, type SearchGround } from './availability.ts';
import { dayMs, type Moment, minuteMs, toInstant } from './moment.ts';
import { flatSpans, isInside, isTouchedBy, joinRanges, type Ranges } from './ranges.ts';

/** Longest window of one search: a year and a week. Longer is refused, not cut. */
export const longestSearchDays = 373;

export type SlotQuery = SearchGround & {
  now: Moment;
  /** A slot lies wholly in [from, to). */
  from: Moment;
  to: Moment;
  durationMinutes: number;
  /** Starts stand at whole steps from the beginning of each stretch of open hours, in elapsed time. Default: the duration. */
  stepMinutes?: number;
  /** Kept free of the therapist's other sessions round the slot; it need not lie in open hours. */
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  /** A slot starts at `now` + notice or later. Default 0. */
  noticeMinutes?: number;
  /** A slot starts before `now` + horizon × 24 h. Default: no limit but `to`. */
  horizonDays?: number;
  /** When the client is taken; no slot overlaps. */
  clientBusy?: readonly { startsAt: Moment; endsAt: Moment }[];
};

/** `roomIds`: every fitting room that is free for the whole slot, in the order given; empty when no room is needed. */
export type Slot = {
  therapistId: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  roomIds: readonly string[];
};

/**
 * Every free slot, by start, then in the order of the therapists given. A slot lies in the therapist's open hours,
 * outside absences and closures, apart from busy time by the buffers, and (place 'room') has a room.
 * One sorted sweep over integers per therapist; rooms are asked once per start, not once per therapist.
 * @throws Refusal 'bad-input' for a duration, step, buffer or notice that is no whole number of minutes in range;
 * 'scheduling/too-far-ahead' for a window over longestSearchDays.
 */
export function findSlots(query: SlotQuery): Slot[] {
  const { durationMinutes, stepMinutes = durationMinutes } = query;
  const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0, noticeMinutes = 0, horizonDays } = query;
  const isBad = (value: number, least: number, most: number) =>
    !(Number.isInteger(value) && value >= least && value <= most);
  if (isBad(durationMinutes, 1, 1440) || isBad(stepMinutes, 1, 1440)) fail('bad-input');
  if (isBad(bufferBeforeMinutes, 0, 1440) || isBad(bufferAfterMinutes, 0, 1440)) fail('bad-input');
  if (isBad(noticeMinutes, 0, 525_600) || (horizonDays !== undefined && isBad(horizonDays, 0, 3660))) fail('bad-input');

  const fromMs = query.from.epochMilliseconds;
  const toMs = query.to.epochMilliseconds;
  if (toMs - fromMs > longestSearchDays * dayMs) fail('scheduling/too-far-ahead', { days: longestSearchDays });
  const nowMs = query.now.epochMilliseconds;
  const earliest = Math.max(fromMs, nowMs + noticeMinutes * minuteMs);
  const end = horizonDays === undefined ? toMs : Math.min(toMs, nowMs + horizonDays * dayMs);
  if (earliest >= end) return [];

  const length = durationMinutes * minuteMs;
  const step = stepMinutes * minuteMs;
  const before = bufferBeforeMinutes * minuteMs;
  const after = bufferAfterMinutes * minuteMs;
  const forAll = flatSpans([...(query.closures ?? []), ...(query.clientBusy ?? [])]);
  const roomsAt = roomFinder(query, fromMs, toMs, length);
  // Starts are whole seconds (so is every offset): as seconds from the window they are small integers, the fastest keys.
  const base = Math.floor(fromMs / 1000);
  const byStart = new Map<
    number,
    { startsAt: Temporal.Instant; endsAt: Temporal.Instant; roomIds: readonly string[]; therapists: string[] } | null
  >();

  for (const therapist of query.therapists) {
    const open = openHours(therapist.patterns, query.zone, fromMs, toMs);
    // A slot with its buffers misses [start, end) exactly when the bare slot misses [start − after, end + before).
    const busy = joinRanges(flatSpans(therapist.busy ?? [], after, before));
    const absent = [...flatSpans(therapist.absences ?? []), ...forAll];
    const blocked = absent.length > 0 ? joinRanges([...busy, ...absent]) : busy;
    let b = 0;
    for (let i = 0; i < open.length; i += 2) {
      const opens = open[i] as number;
      const closes = Math.min(open[i + 1] as number, toMs);
      let start = onGrid(opens, step, earliest);
      while (start < end && start + length <= closes) {
        while (b < blocked.length && (blocked[b + 1] as number) <= start) b += 2;
        if (b < blocked.length && (blocked[b] as number) < start + length) {
          start = onGrid(opens, step, blocked[b + 1] as number);
          continue;
        }
        const key = start / 1000 - base;
        let bucket = byStart.get(key);
        if (bucket === undefined) {
          const roomIds = roomsAt(start);
          bucket = roomIds
            ? { startsAt: toInstant(start), endsAt: toInstant(start + length), roomIds, therapists: [] }
            : null;
          byStart.set(key, bucket);
        }
        bucket?.therapists.push(therapist.id);
        start += step;
      }
    }
  }

  const slots: Slot[] = [];
  for (const key of [...byStart.keys()].sort((a, b) => a - b)) {
    const bucket = byStart.get(key);
    if (!bucket) continue;
    const { startsAt, endsAt, roomIds } = bucket;
    for (const therapistId of bucket.therapists) slots.push({ therapistId, startsAt, endsAt, roomIds });
  }
  return slots;
}

/** The first of opens, opens + step, … that is not before `at`. */
function onGrid(opens: number, step: number, at: number): number {
  return at <= opens ? opens : opens + Math.ceil((at - opens) / step) * step;
}

/** Start → the rooms free for the whole slot; null when a room is needed and none is free. */
function roomFinder(query: SlotQuery, fromMs: number, toMs: number, length: number) {
  const none: readonly string[] = [];
  if (query.place !== 'room') return (): readonly string[] | null => none;
  const rooms = (query.rooms ?? [])
    .filter((room) => roomFits(room, query.needs))
    .map((room) => ({
      id: room.id,
      open: room.patterns?.length ? (openHours(room.patterns, query.zone, fromMs, toMs) as Ranges) : null,
      taken: joinRanges(flatSpans(room.busy ?? [])) as Ranges,
    }));
  return (start: number): readonly string[] | null => {
    const free = rooms.filter(
      ({ open, taken }) =>
        (!open || isInside(open, start, start + length)) && !isTouchedBy(taken, start, start + length),
    );
    return free.length > 0 ? free.map(({ id }) => id) : null;
  };
}
