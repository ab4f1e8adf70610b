import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dateOn, dayNumber, timeOf, weekdayOf } from './civil.ts';
import { findConflicts } from './conflicts.ts';
import { resourcesOf } from './occupied.ts';
import type { AvailabilityPattern } from './schemas.ts';
import { expandSeries } from './series.ts';
import { findWeeklyPlaces, type WeeklyPlace, type WeeklyPlacesQuery } from './weekly-places.ts';

// Slow twins on a busy machine: the limit only stops a search that never ends.
vi.setConfig({ testTimeout: 60_000 });

const zone = 'Europe/London';
const span = (startsLocal: string, endsLocal: string) => ({
  startsAt: Temporal.PlainDateTime.from(startsLocal).toZonedDateTime(zone),
  endsAt: Temporal.PlainDateTime.from(endsLocal).toZonedDateTime(zone),
});
const tuesday: AvailabilityPattern = { weekday: 2, startsLocal: '17:00', endsLocal: '19:00' };
const query = (over: Partial<WeeklyPlacesQuery> = {}): WeeklyPlacesQuery => ({
  zone,
  place: 'online',
  fromOn: '2027-03-01',
  durationMinutes: 50,
  stepMinutes: 60,
  weeks: 6,
  therapists: [{ id: 'ada', patterns: [tuesday] }],
  ...over,
});
const short = (places: WeeklyPlace[]) =>
  places.map((p) => `${p.therapistId} ${p.roomId ?? '-'} ${p.startsLocal} ${p.freeNow ? 'now' : 'later'}`);

describe('a standing place', () => {
  test('is a weekday and a wall time, free for all the weeks, over the clock change', () => {
    const places = findWeeklyPlaces(query());
    expect(short(places)).toEqual(['ada - 2027-03-02T17:00 now', 'ada - 2027-03-02T18:00 now']);
    expect(places[0]).toEqual({
      therapistId: 'ada',
      placeKind: 'online',
      roomId: null,
      otherRoomIds: [],
      stepFree: null,
      weekday: 2,
      time: '17:00',
      zone,
      durationMinutes: 50,
      everyWeeks: 1,
      firstOn: '2027-03-02',
      startsLocal: '2027-03-02T17:00',
      freeNow: true,
      awayOn: [],
      sessions: 6,
    });
  });

  test.each<[string, Partial<WeeklyPlacesQuery>, string[]]>([
    [
      'one session in the way (in summer time) makes it free from the week after',
      { therapists: [{ id: 'ada', patterns: [tuesday], busy: [span('2027-03-30T17:30', '2027-03-30T18:00')] }] },
      ['ada - 2027-03-02T18:00 now', 'ada - 2027-04-06T17:00 later'],
    ],
    [
      'a session after the weeks is not in the way',
      { therapists: [{ id: 'ada', patterns: [tuesday], busy: [span('2027-04-13T17:00', '2027-04-13T19:00')] }] },
      ['ada - 2027-03-02T17:00 now', 'ada - 2027-03-02T18:00 now'],
    ],
    [
      'never free within sight is not listed',
      {
        laterWeeks: 4,
        therapists: [{ id: 'ada', patterns: [tuesday], busy: [span('2027-04-06T17:00', '2027-04-06T19:00')] }],
      },
      [],
    ],
    [
      'hours that begin later',
      { therapists: [{ id: 'ada', patterns: [{ ...tuesday, validFromOn: '2027-04-01' }] }] },
      ['ada - 2027-04-06T17:00 later', 'ada - 2027-04-06T18:00 later'],
    ],
    [
      'hours that end within the weeks',
      { therapists: [{ id: 'ada', patterns: [{ ...tuesday, validUntilOn: '2027-04-01' }] }] },
      [],
    ],
    [
      'a window',
      { windows: [{ weekday: 2, startsLocal: '17:30', endsLocal: '18:50' }] },
      ['ada - 2027-03-02T18:00 now'],
    ],
    [
      'fortnightly: each half of the fortnight by itself',
      {
        everyWeeks: 2,
        windows: [{ weekday: 2, startsLocal: '17:00', endsLocal: '18:00' }],
        therapists: [{ id: 'ada', patterns: [tuesday], busy: [span('2027-03-16T17:00', '2027-03-16T17:50')] }],
      },
      ['ada - 2027-03-09T17:00 now', 'ada - 2027-03-30T17:00 later'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(short(findWeeklyPlaces(query(over)))).toEqual(expected);
  });

  test('leave does not take a place away: the dates are named, and it does not begin on one', () => {
    const [place] = findWeeklyPlaces(
      query({
        closures: [span('2027-03-30T00:00', '2027-03-31T00:00')],
        therapists: [{ id: 'ada', patterns: [tuesday], absences: [span('2027-03-01T00:00', '2027-03-08T00:00')] }],
      }),
    );
    expect(place).toMatchObject({ firstOn: '2027-03-09', freeNow: false, awayOn: ['2027-03-30'], sessions: 5 });
  });

  test('rooms: the one that is free soonest, those free from the same date beside it, only fitting ones', () => {
    const rooms = [
      { id: 'up', busy: [span('2027-03-09T17:00', '2027-03-09T18:00')] },
      { id: 'down', stepFree: true },
      { id: 'side', stepFree: true },
    ];
    const [place] = findWeeklyPlaces(query({ place: 'room', rooms }));
    expect(place).toMatchObject({ roomId: 'down', otherRoomIds: ['side'], stepFree: true, freeNow: true });
    const [only] = findWeeklyPlaces(query({ place: 'room', rooms: rooms.slice(0, 1) }));
    expect(only).toMatchObject({ roomId: 'up', startsLocal: '2027-03-02T18:00', stepFree: false });
    expect(findWeeklyPlaces(query({ place: 'room', rooms: rooms.slice(0, 1), needs: { stepFree: true } }))).toEqual([]);
    expect(findWeeklyPlaces(query({ place: 'room' }))).toEqual([]);
  });

  test.each([
    { weeks: 0 },
    { everyWeeks: 9 },
    { fromOn: '1900-01-01' },
    { fromOn: '2027-02-30' },
    { durationMinutes: 1.5 },
  ])('refuses %o', (over) => {
    expect(() => findWeeklyPlaces(query(over))).toThrow('bad-input');
  });
});

test('property: a listed place can be booked: no date in its weeks clashes, and every place that can start is listed', () => {
  const base = dayNumber('2027-03-01');
  const busy = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 69 }), fc.integer({ min: 32, max: 40 }), fc.integer({ min: 1, max: 5 }))
      .map(([day, start, length]) =>
        span(`${dateOn(base + day)}T${timeOf(start * 30)}`, `${dateOn(base + day)}T${timeOf((start + length) * 30)}`),
      ),
    { maxLength: 12 },
  );
  const leave = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 8 }))
      .map(([day, length]) => span(`${dateOn(base + day)}T00:00`, `${dateOn(base + day + length)}T00:00`)),
    { maxLength: 2 },
  );
  const pattern = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 32, max: 38 }), fc.integer({ min: 2, max: 6 }))
    .map(([weekday, start, length]) => ({
      weekday,
      startsLocal: timeOf(start * 30),
      endsLocal: timeOf((start + length) * 30),
    }));
  let seen = 0;
  fc.assert(
    fc.property(
      fc.record({
        therapists: fc
          .array(fc.record({ patterns: fc.array(pattern, { maxLength: 3 }), busy, absences: leave }), {
            minLength: 1,
            maxLength: 2,
          })
          .map((all) => all.map((t, i) => ({ id: `t${i}`, ...t }))),
        rooms: fc
          .array(fc.record({ busy }), { minLength: 1, maxLength: 2 })
          .map((all) => all.map((r, i) => ({ id: `r${i}`, ...r }))),
        everyWeeks: fc.constantFrom(1, 2),
      }),
      ({ therapists, rooms, everyWeeks }) => {
        const given = query({ place: 'room', therapists, rooms, everyWeeks, weeks: 6, laterWeeks: 4, stepMinutes: 30 });
        const places = findWeeklyPlaces(given);
        seen += places.length;
        const clashesOf = (therapist: (typeof therapists)[number], roomId: string, startsLocal: string) => {
          const rule = { start: startsLocal, zone, durationMinutes: 50, everyWeeks, count: 6 / everyWeeks };
          const all = expandSeries(rule, { from: { epochMilliseconds: 0 }, to: { epochMilliseconds: 4e12 } });
          const isAway = (o: (typeof all)[number]) =>
            therapist.absences.some(
              (a) =>
                a.startsAt.epochMilliseconds < o.end.epochMilliseconds &&
                o.start.epochMilliseconds < a.endsAt.epochMilliseconds,
            );
          const held = all.filter((o) => !isAway(o));
          const clashes = findConflicts(
            held.map((o) => ({ ...o, resources: resourcesOf({ therapistIds: [therapist.id], roomId }) })),
            [
              ...therapist.busy.map((b) => ({ kind: 'therapist' as const, resourceId: therapist.id, ...b })),
              ...rooms.flatMap((r) => r.busy.map((b) => ({ kind: 'room' as const, resourceId: r.id, ...b }))),
            ],
          );
          return {
            clashes,
            beginsAway: all[0] ? isAway(all[0]) : true,
            awayOn: all.filter(isAway).map((o) => o.key.slice(0, 10)),
          };
        };
        for (const place of places) {
          const therapist = therapists.find((t) => t.id === place.therapistId);
          if (!therapist) throw new Error('an unknown therapist');
          for (const roomId of [place.roomId as string, ...place.otherRoomIds]) {
            const judged = clashesOf(therapist, roomId, place.startsLocal);
            expect(judged.clashes).toEqual([]);
            expect(judged.beginsAway).toBe(false);
            expect(judged.awayOn).toEqual(place.awayOn);
          }
        }
        // Complete for the first week: whatever could begin there is listed as free now.
        for (const therapist of therapists) {
          for (let day = base; day < base + 7 * everyWeeks; day++) {
            for (const p of therapist.patterns.filter((one) => one.weekday === weekdayOf(day))) {
              const start = `${dateOn(day)}T${p.startsLocal}`;
              // Joined hours may begin earlier and put their grid elsewhere; a half-hour step meets every half hour.
              const isFree = rooms.some((room) => {
                const judged = clashesOf(therapist, room.id, start);
                return judged.clashes.length === 0 && !judged.beginsAway;
              });
              expect(places.some((x) => x.therapistId === therapist.id && x.startsLocal === start && x.freeNow)).toBe(
                isFree,
              );
            }
          }
        }
      },
    ),
    { numRuns: 120 },
  );
  expect(seen).toBeGreaterThan(300);
});
