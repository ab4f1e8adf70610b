import { expandSeries, findSlots, type SeriesRule, type SlotQuery } from '@heather/scheduling';
import { type BenchRow, timed } from './harness.ts';
import { plainSlotCount, plainStarts } from './plain-scheduling.ts';
import { sequence } from './sequence.ts';

const zone = 'Europe/London';
const weeks = 8;
// Eight weeks from a Monday in March, so that the clock changes among them.
const monday = Temporal.PlainDate.from('2027-03-01');
const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).toInstant();
const [from, to] = [startOf(monday), startOf(monday.add({ weeks }))];

function agree(what: string, fast: unknown, plain: unknown) {
  if (JSON.stringify(fast) !== JSON.stringify(plain))
    throw new Error(`${what}: the fast way and the plain way disagree`);
}

/** Hours on four or five days, six in ten of them taken by a standing session a week; a room for every second therapist. */
function practice(therapists: number): SlotQuery {
  const next = sequence(therapists);
  // Busy time as a database hands it over: in order, as numbers of milliseconds.
  const sessions = (share: number, firstHour: number, hours: number) => {
    const places = Array.from({ length: 5 * hours }, (_, place) => ({
      day: Math.floor(place / hours),
      hour: firstHour + (place % hours),
    }));
    const taken = places.filter(() => next(10) < share);
    return Array.from({ length: weeks }, (_, week) => week).flatMap((week) =>
      taken.map(({ day, hour }) => {
        const start = monday.add({ days: day + 7 * week }).toZonedDateTime({ timeZone: zone, plainTime: { hour } });
        const { epochMilliseconds } = start;
        return { startsAt: { epochMilliseconds }, endsAt: { epochMilliseconds: epochMilliseconds + 50 * 60_000 } };
      }),
    );
  };
  return {
    zone,
    place: 'room',
    now: from,
    from,
    to,
    durationMinutes: 50,
    stepMinutes: 30,
    therapists: Array.from({ length: therapists }, (_, index) => ({
      id: `therapist-${index}`,
      patterns: Array.from({ length: 4 + (index % 2) }, (__, day) => ({
        weekday: day + 1,
        startsLocal: index % 3 === 0 ? '12:00' : '09:00',
        endsLocal: index % 3 === 0 ? '20:00' : '17:00',
      })),
      busy: sessions(6, index % 3 === 0 ? 12 : 9, 8),
    })),
    rooms: Array.from({ length: Math.ceil(therapists / 2) }, (_, index) => ({
      id: `room-${index}`,
      busy: sessions(7, 9, 11),
    })),
  };
}

function slots(name: string, therapists: number, atMost: number, rounds: number): BenchRow {
  let query: SlotQuery;
  return {
    name,
    unit: 'ms',
    target: { atMost, of: 'value' },
    baseline: 'every candidate against everything busy',
    rounds,
    prepare() {
      query = practice(therapists);
      agree(name, findSlots(query).length, plainSlotCount(query));
    },
    run: () => timed(() => findSlots(query)),
    runBaseline: () => timed(() => plainSlotCount(query)),
  };
}

// A hundred standing sessions two years old, the next half year of each.
const rules: SeriesRule[] = Array.from({ length: 100 }, (_, index) => ({
  start: `2025-03-0${3 + (index % 5)}T${10 + (index % 9)}:00`,
  zone,
  durationMinutes: 50,
  everyWeeks: 1 + (index % 2),
}));
const halfYear = { from, to: startOf(monday.add({ weeks: 26 })) };

export const rows: BenchRow[] = [
  {
    name: 'series.expand',
    unit: 'ms',
    target: { atMost: 1, of: 'ratio' },
    baseline: 'Temporal, one sum a week from the first',
    prepare() {
      const fast = rules.map((rule) => expandSeries(rule, halfYear).map(({ start }) => start.toInstant().toString()));
      agree(
        'series.expand',
        fast,
        rules.map((rule) => plainStarts(rule, halfYear.from, halfYear.to)),
      );
    },
    run: () => timed(() => rules.map((rule) => expandSeries(rule, halfYear))),
    runBaseline: () => timed(() => rules.map((rule) => plainStarts(rule, halfYear.from, halfYear.to))),
  },
  slots('slots.12x8', 12, 5, 15),
  // Source of the 30 ms: what the search may take over 200 therapists and 8 weeks.
  slots('slots.200x8', 200, 30, 5),
];
