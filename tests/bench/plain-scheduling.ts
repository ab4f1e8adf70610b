// The plain way to do what packages/scheduling does: Temporal for every time, every candidate against everything busy.
// It is the baseline of the benchmark, and its answers are what the fast way must agree with.
import type { SeriesRule, SlotQuery } from '@heather/scheduling';

type Span = { startsAt: { epochMilliseconds: number }; endsAt: { epochMilliseconds: number } };
const at = (moment: { epochMilliseconds: number }) => moment.epochMilliseconds;
const numbers = (spans: readonly Span[] | undefined) =>
  (spans ?? []).map((span) => [at(span.startsAt), at(span.endsAt)] as const);
const apart = (busy: ReturnType<typeof numbers>, start: number, end: number) =>
  !busy.some((span) => span[0] < end && span[1] > start);

/** Starts of a weekly rule without exceptions, in [from, to), counted up from the first week. */
export function plainStarts(rule: SeriesRule, from: Temporal.Instant, to: Temporal.Instant): string[] {
  const first = Temporal.PlainDateTime.from(rule.start);
  const starts: string[] = [];
  for (let week = 0; ; week += rule.everyWeeks) {
    const start = first.add({ weeks: week }).toZonedDateTime(rule.zone);
    if (at(start) >= at(to)) return starts;
    if (at(start) >= at(from)) starts.push(start.toInstant().toString());
  }
}

function openSpans(
  patterns: SlotQuery['therapists'][number]['patterns'],
  zone: string,
  day: Temporal.PlainDate,
): Span[] {
  return patterns
    .filter((pattern) => pattern.weekday === day.dayOfWeek)
    .map((pattern) => ({
      startsAt: day.toZonedDateTime({ timeZone: zone, plainTime: pattern.startsLocal }).toInstant(),
      endsAt: day.toZonedDateTime({ timeZone: zone, plainTime: pattern.endsLocal }).toInstant(),
    }));
}

/** Free slots of a query in rooms, without notice, buffers or needs: how many there are. Rooms are asked once a start. */
export function plainSlotCount(query: SlotQuery): number {
  const { zone, durationMinutes, stepMinutes = durationMinutes } = query;
  const [first, last] = [query.from, query.to].map((moment) => plainDate(at(moment), zone)) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ];
  const rooms = (query.rooms ?? []).map((room) => numbers(room.busy));
  const roomFree = new Map<number, boolean>();
  const hasRoom = (start: number, end: number) => {
    const known = roomFree.get(start) ?? rooms.filter((busy) => apart(busy, start, end)).length > 0;
    roomFree.set(start, known);
    return known;
  };
  let found = 0;
  for (const therapist of query.therapists) {
    const busy = numbers(therapist.busy);
    for (let day = first; Temporal.PlainDate.compare(day, last) < 0; day = day.add({ days: 1 })) {
      for (const open of openSpans(therapist.patterns, zone, day)) {
        for (
          let start = at(open.startsAt);
          start + durationMinutes * 60_000 <= at(open.endsAt);
          start += stepMinutes * 60_000
        ) {
          const end = start + durationMinutes * 60_000;
          if (apart(busy, start, end) && hasRoom(start, end)) found += 1;
        }
      }
    }
  }
  return found;
}

const plainDate = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
