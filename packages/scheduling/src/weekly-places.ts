import { dateOnSchema, fail } from '@heather/core';
import { openHours, type RoomHours, roomFits, type SearchGround } from './availability.ts';
import { dateOn, dayNumber, minuteOf, timeOf, weekdayOf } from './civil.ts';
import { dayMs, minuteMs } from './moment.ts';
import { compareText } from './occupied.ts';
import { flatSpans, isInside, isTouchedBy, joinRanges, type Ranges } from './ranges.ts';
import type { PlaceKind } from './schemas.ts';
import { type ZoneClock, zoneClock } from './zone-clock.ts';

/** A stretch of one weekday, wall time in the query's zone; the whole session lies in it. */
export type TimeWindow = { weekday: number; startsLocal: string; endsLocal: string };

export type WeeklyPlacesQuery = SearchGround & {
  /** First local date to look at. The caller gives busy time from here to `weeks` + `laterWeeks` on. */
  fromOn: string;
  durationMinutes: number;
  /** Places begin at whole steps from the start of open hours, on the wall. Default: the duration. */
  stepMinutes?: number;
  /** 1 weekly (default), 2 fortnightly … 8. A fortnightly search looks at both halves of the fortnight. */
  everyWeeks?: number;
  /** For how many weeks a place must be free. Default 12: a quarter, the time over which a practice can see its diary. */
  weeks?: number;
  /** How many further weeks to look ahead for places that become free. Default 26: half a year. */
  laterWeeks?: number;
  /** Only places inside one of these. Default: all. */
  windows?: readonly TimeWindow[];
};

/**
 * A standing place. `startsLocal` ('YYYY-MM-DDTHH:MM', from firstOn and time) is the start of a series' rule as it stands.
 * `awayOn` names the dates in the `weeks` from firstOn on which the therapist is away or the practice closed: the place
 * is kept and no session takes place. `sessions` are the other dates in those weeks.
 */
export type WeeklyPlace = {
  therapistId: string;
  placeKind: PlaceKind;
  /** Free from firstOn, the first in the order given among those free soonest; null when no room is needed. */
  roomId: string | null;
  /** Rooms that are free from the same date. */
  otherRoomIds: string[];
  /** Whether roomId is step-free; null without a room. */
  stepFree: boolean | null;
  weekday: number;
  time: string;
  zone: string;
  durationMinutes: number;
  everyWeeks: number;
  firstOn: string;
  startsLocal: string;
  /** true: free from its first date on or after fromOn; false: becomes free on firstOn. */
  freeNow: boolean;
  awayOn: string[];
  sessions: number;
};

const taken = 0;
const free = 1;
const away = 2;

/**
 * Standing places, soonest first (then therapist in the order given, time). A place is listed from the first date on
 * which it is free, and stays free, apart from absences, for all dates in the next `weeks`. Never a place that overlaps
 * busy time of its therapist or room in those weeks. Starts are wall times, so the place keeps its time over a clock change.
 * @throws Refusal 'bad-input' for numbers or a date out of range
 */
export function findWeeklyPlaces(query: WeeklyPlacesQuery): WeeklyPlace[] {
  const { durationMinutes, stepMinutes = durationMinutes, everyWeeks = 1, weeks = 12, laterWeeks = 26 } = query;
  const isBad = (value: number, least: number, most: number) =>
    !(Number.isInteger(value) && value >= least && value <= most);
  if (isBad(durationMinutes, 1, 1440) || isBad(stepMinutes, 1, 1440) || isBad(everyWeeks, 1, 8)) fail('bad-input');
  if (isBad(weeks, 1, 104) || isBad(laterWeeks, 0, 104) || !dateOnSchema.safeParse(query.fromOn).success)
    fail('bad-input');

  const fromDay = dayNumber(query.fromOn);
  const needed = Math.ceil(weeks / everyWeeks);
  const looked = needed + Math.ceil(laterWeeks / everyWeeks);
  const clock = zoneClock(query.zone);
  const fromMs = fromDay * dayMs;
  const toMs = (fromDay + 7 + looked * everyWeeks * 7) * dayMs;
  const lengthMs = durationMinutes * minuteMs;
  const closures = flatSpans(query.closures ?? []);
  const rooms = query.place === 'room' ? roomsOf(query, fromMs, toMs) : null;
  const startsOf = startTable(clock, fromDay, everyWeeks, looked);
  const found: { firstDay: number; rank: number; place: WeeklyPlace }[] = [];

  for (const [rank, therapist] of query.therapists.entries()) {
    const open = openHours(therapist.patterns, query.zone, fromMs, toMs);
    const busy = joinRanges(flatSpans(therapist.busy ?? []));
    const absent = joinRanges([...flatSpans(therapist.absences ?? []), ...closures]);
    for (const weekMinute of startMinutes(open, clock, stepMinutes, durationMinutes)) {
      const weekday = Math.floor(weekMinute / 1440) + 1;
      const minute = weekMinute % 1440;
      if (query.windows && !query.windows.some((window) => liesIn(window, weekday, minute, durationMinutes))) continue;
      for (let phase = 0; phase < everyWeeks; phase++) {
        const { firstDay, starts } = startsOf(weekMinute, phase);
        const states: number[] = [];
        const stateAt = (k: number): number => {
          states[k] ??= stateOf(open, busy, absent, starts[k] as number, lengthMs);
          return states[k];
        };
        const choice = choose(rooms, stateAt, starts, lengthMs, needed, looked);
        if (!choice) continue;
        const dates = Array.from({ length: needed }, (_, i) => choice.at + i);
        const dayOf = (k: number) => firstDay + k * 7 * everyWeeks;
        const firstOn = dateOn(dayOf(choice.at));
        const awayOn = dates.filter((k) => stateAt(k) === away).map((k) => dateOn(dayOf(k)));
        found.push({
          firstDay: dayOf(choice.at),
          rank,
          place: {
            therapistId: therapist.id,
            placeKind: query.place,
            roomId: choice.rooms[0]?.id ?? null,
            otherRoomIds: choice.rooms.slice(1).map((room) => room.id),
            stepFree: choice.rooms[0] ? choice.rooms[0].stepFree === true : null,
            weekday,
            time: timeOf(minute),
            zone: query.zone,
            durationMinutes,
            everyWeeks,
            firstOn,
            startsLocal: `${firstOn}T${timeOf(minute)}`,
            freeNow: choice.at === 0,
            awayOn,
            sessions: needed - awayOn.length,
          },
        });
      }
    }
  }
  found.sort((a, b) => a.firstDay - b.firstDay || a.rank - b.rank || compareText(a.place.time, b.place.time));
  return found.map(({ place }) => place);
}

type OpenRoom = { room: RoomHours; open: Ranges | null; busy: Ranges; freeAt: Map<number, boolean> };

function roomsOf(query: WeeklyPlacesQuery, fromMs: number, toMs: number): OpenRoom[] {
  return (query.rooms ?? [])
    .filter((room) => roomFits(room, query.needs))
    .map((room) => ({
      room,
      open: room.patterns?.length ? openHours(room.patterns, query.zone, fromMs, toMs) : null,
      busy: joinRanges(flatSpans(room.busy ?? [])),
      freeAt: new Map(),
    }));
}

/** Asked by many therapists for the same starts, so each room remembers its answers. */
function isRoomFree(room: OpenRoom, start: number, lengthMs: number): boolean {
  let answer = room.freeAt.get(start);
  if (answer === undefined) {
    answer =
      (!room.open || isInside(room.open, start, start + lengthMs)) && !isTouchedBy(room.busy, start, start + lengthMs);
    room.freeAt.set(start, answer);
  }
  return answer;
}

/** An absence comes before a session on the same day: that session will not be held, so it is not in the way. */
function stateOf(open: Ranges, busy: Ranges, absent: Ranges, start: number, lengthMs: number): number {
  const end = start + lengthMs;
  if (!isInside(open, start, end)) return taken;
  if (isTouchedBy(absent, start, end)) return away;
  return isTouchedBy(busy, start, end) ? taken : free;
}

/** The soonest run with a room (or without, if none is needed), and all rooms that have it. */
function choose(
  rooms: OpenRoom[] | null,
  stateAt: (k: number) => number,
  starts: readonly number[],
  lengthMs: number,
  needed: number,
  looked: number,
): { at: number; rooms: RoomHours[] } | null {
  const alone = firstRun(stateAt, needed, looked);
  if (alone < 0) return null;
  if (!rooms) return { at: alone, rooms: [] };
  let at = Number.POSITIVE_INFINITY;
  let best: RoomHours[] = [];
  for (const room of rooms) {
    const withRoom = (k: number) => {
      const state = stateAt(k);
      // On a date away there is no session, so the room may serve somebody else that day.
      return state === free && !isRoomFree(room, starts[k] as number, lengthMs) ? taken : state;
    };
    const run = firstRun(withRoom, needed, looked);
    if (run < 0 || run > at) continue;
    if (run < at) best = [];
    at = run;
    best.push(room.room);
  }
  return best.length > 0 ? { at, rooms: best } : null;
}

/** Index of the first free date that begins `needed` dates without a taken one; −1 if there is none. */
function firstRun(stateAt: (k: number) => number, needed: number, looked: number): number {
  let from = -1;
  for (let k = 0; k < looked; k++) {
    const state = stateAt(k);
    if (state === taken) from = -1;
    else if (from < 0 && state === free) from = k;
    if (from >= 0 && k - from + 1 >= needed) return from;
    if (from < 0 && looked - k - 1 < needed) return -1;
  }
  return -1;
}

/** The start instants of every date of a weekday and minute: the same for all therapists, so worked out once. */
function startTable(clock: ZoneClock, fromDay: number, everyWeeks: number, looked: number) {
  const known = new Map<number, { firstDay: number; starts: number[] }>();
  return (weekMinute: number, phase: number) => {
    const key = phase * 10_080 + weekMinute;
    let entry = known.get(key);
    if (!entry) {
      const weekday = Math.floor(weekMinute / 1440) + 1;
      const firstDay = fromDay + ((weekday - weekdayOf(fromDay) + 7) % 7) + 7 * phase;
      const starts = Array.from({ length: looked }, (_, k) =>
        clock.wallToMs((firstDay + k * 7 * everyWeeks) * 1440 + (weekMinute % 1440)),
      );
      entry = { firstDay, starts };
      known.set(key, entry);
    }
    return entry;
  };
}

/** Minutes of the week (0 = Monday 00:00 on the wall) at which a session could begin in some week. */
function startMinutes(open: Ranges, clock: ZoneClock, step: number, duration: number): number[] {
  const minutes = new Set<number>();
  for (let i = 0; i < open.length; i += 2) {
    const start = clock.msToWallMinute(open[i] as number);
    const end = clock.msToWallMinute(open[i + 1] as number);
    for (let wall = start; wall + duration <= end; wall += step) {
      const day = Math.floor(wall / 1440);
      minutes.add((weekdayOf(day) - 1) * 1440 + wall - day * 1440);
    }
  }
  return [...minutes].sort((a, b) => a - b);
}

/** Does a session of `duration` at this weekday and minute lie wholly in the window? */
export function liesIn(window: TimeWindow, weekday: number, minute: number, duration: number): boolean {
  return (
    window.weekday === weekday &&
    minuteOf(window.startsLocal) <= minute &&
    minute + duration <= minuteOf(window.endsLocal)
  );
}
