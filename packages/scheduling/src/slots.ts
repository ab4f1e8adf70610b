import { fail } from '@heather/core';
import { type HoursFinder, openHoursFinder, roomFits, type SearchGround } from './availability.ts';
import { dayMs, type Moment, minuteMs, toInstant } from './moment.ts';
import { joinRanges, rangesOf } from './ranges.ts';

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
 * One sorted sweep over integers per therapist, and one per room over the starts that were found; hours that many share are
 * worked out once.
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
  const forAll = rangesOf([...(query.closures ?? []), ...(query.clientBusy ?? [])]);
  const hoursOf = openHoursFinder(query.zone, fromMs, toMs);
  // Starts are whole seconds (so is every offset): as seconds from the window they are small integers, the fastest keys.
  const base = Math.floor(fromMs / 1000);
  const byStart = new Map<number, string[]>();

  for (const therapist of query.therapists) {
    const open = hoursOf(therapist.patterns);
    // A slot with its buffers misses [start, end) exactly when the bare slot misses [start − after, end + before).
    const busy = rangesOf(therapist.busy ?? [], after, before);
    const absent = rangesOf(therapist.absences ?? []);
    const blocked = absent.length + forAll.length > 0 ? joinRanges([...busy, ...absent, ...forAll]) : busy;
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
        const free = byStart.get(key);
        if (free) free.push(therapist.id);
        else byStart.set(key, [therapist.id]);
        start += step;
      }
    }
  }

  const keys = [...byStart.keys()].sort((a, b) => a - b);
  const starts = keys.map((key) => (key + base) * 1000);
  const roomsAt = query.place === 'room' ? roomsFreeAt(query, starts, length, hoursOf) : null;
  const slots: Slot[] = [];
  for (let k = 0; k < keys.length; k += 1) {
    const roomIds = roomsAt ? (roomsAt[k] as string[]) : noRooms;
    if (roomsAt && roomIds.length === 0) continue;
    const startsAt = toInstant(starts[k] as number);
    const endsAt = toInstant((starts[k] as number) + length);
    for (const therapistId of byStart.get(keys[k] as number) as string[])
      slots.push({ therapistId, startsAt, endsAt, roomIds });
  }
  return slots;
}

const noRooms: readonly string[] = [];

/** The first of opens, opens + step, … that is not before `at`. */
function onGrid(opens: number, step: number, at: number): number {
  return at <= opens ? opens : opens + Math.ceil((at - opens) / step) * step;
}

/** For each start, in ascending order, the fitting rooms free for the whole slot: one sweep of its hours and its busy time a room. */
function roomsFreeAt(query: SlotQuery, starts: readonly number[], length: number, hoursOf: HoursFinder): string[][] {
  const freeAt: string[][] = starts.map(() => []);
  for (const room of query.rooms ?? []) {
    if (!roomFits(room, query.needs)) continue;
    const open = room.patterns?.length ? hoursOf(room.patterns) : null;
    const taken = rangesOf(room.busy ?? []);
    let o = 0;
    let t = 0;
    for (let k = 0; k < starts.length; k += 1) {
      const start = starts[k] as number;
      while (t < taken.length && (taken[t + 1] as number) <= start) t += 2;
      if (t < taken.length && (taken[t] as number) < start + length) continue;
      if (open) {
        while (o < open.length && (open[o + 1] as number) <= start) o += 2;
        if (o >= open.length || (open[o] as number) > start || (open[o + 1] as number) < start + length) continue;
      }
      freeAt[k]?.push(room.id);
    }
  }
  return freeAt;
}
