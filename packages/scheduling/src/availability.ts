import { dayNumber, minuteOf, weekdayOf } from './civil.ts';
import { dayMs, type Span } from './moment.ts';
import { joinRanges } from './ranges.ts';
import type { AvailabilityPattern, PlaceKind } from './schemas.ts';
import { zoneClock } from './zone-clock.ts';

/** A therapist as a search sees them. */
export type TherapistHours = {
  id: string;
  patterns: readonly AvailabilityPattern[];
  /** Leave and sickness: no session, no buffer round it. */
  absences?: readonly Span[];
  /** Sessions and held places. */
  busy?: readonly Span[];
};

export type RoomHours = {
  id: string;
  stepFree?: boolean;
  features?: readonly string[];
  /** Without patterns the room is open at all hours. */
  patterns?: readonly AvailabilityPattern[];
  busy?: readonly Span[];
};

/** What the room must have. */
export type RoomNeeds = { stepFree?: boolean; features?: readonly string[] };

/** Where and with whom a search looks. */
export type SearchGround = {
  /** Zone of every pattern that names none. */
  zone: string;
  place: PlaceKind;
  needs?: RoomNeeds;
  therapists: readonly TherapistHours[];
  /** Needed when place is 'room'; not looked at otherwise. */
  rooms?: readonly RoomHours[];
  /** Closures of the whole practice. */
  closures?: readonly Span[];
};

/**
 * The open hours of the patterns from `fromMs` to `toMs`, joined where they overlap or touch. A pattern's start and end
 * are wall times of one date, each put on the time line by `compatible`: over a clock change the day's hours are an
 * hour shorter or longer, and never move to another wall time.
 */
export function openHours(
  patterns: readonly AvailabilityPattern[],
  zone: string,
  fromMs: number,
  toMs: number,
): number[] {
  // Two days to each side: hours that began before the window are whole, whatever the zone.
  const firstDay = Math.floor(fromMs / dayMs) - 2;
  const endDay = Math.floor(toMs / dayMs) + 2;
  const flat: number[] = [];
  for (const pattern of patterns) {
    const clock = zoneClock(pattern.zone ?? zone);
    const start = minuteOf(pattern.startsLocal);
    const end = minuteOf(pattern.endsLocal);
    const from = pattern.validFromOn ? Math.max(firstDay, dayNumber(pattern.validFromOn)) : firstDay;
    const until = pattern.validUntilOn ? Math.min(endDay, dayNumber(pattern.validUntilOn)) : endDay;
    const first = from + ((pattern.weekday - weekdayOf(from) + 7) % 7);
    for (let day = first; day <= until; day += 7) {
      flat.push(clock.wallToMs(day * 1440 + start), clock.wallToMs(day * 1440 + end));
    }
  }
  return joinRanges(flat);
}

export type HoursFinder = (patterns: readonly AvailabilityPattern[]) => readonly number[];

/** `openHours` of one zone and window, worked out once for all who keep the same hours: most of a practice does. */
export function openHoursFinder(zone: string, fromMs: number, toMs: number): HoursFinder {
  const known = new Map<string, readonly number[]>();
  return (patterns) => {
    let name = '';
    for (const { weekday, startsLocal, endsLocal, zone: own, validFromOn, validUntilOn } of patterns)
      name += `${weekday} ${startsLocal} ${endsLocal} ${own ?? ''} ${validFromOn ?? ''} ${validUntilOn ?? ''};`;
    let hours = known.get(name);
    if (!hours) {
      hours = openHours(patterns, zone, fromMs, toMs);
      known.set(name, hours);
    }
    return hours;
  };
}

export function roomFits(room: RoomHours, needs: RoomNeeds | undefined): boolean {
  if (needs?.stepFree && !room.stepFree) return false;
  return (needs?.features ?? []).every((feature) => room.features?.includes(feature));
}
