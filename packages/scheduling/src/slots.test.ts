import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dateOn, dayNumber, timeOf } from './civil.ts';
import type { AvailabilityPattern } from './schemas.ts';
import { findSlots, type SlotQuery } from './slots.ts';

// Slow twins on a busy machine: the limit only stops a search that never ends.
vi.setConfig({ testTimeout: 60_000 });

const at = (text: string) => Temporal.Instant.from(text);
const minute = (m: number) => ({ epochMilliseconds: m * 60_000 });
const hours = (weekday: number, startsLocal: string, endsLocal: string, over: object = {}): AvailabilityPattern => ({
  weekday,
  startsLocal,
  endsLocal,
  ...over,
});
const query = (over: Partial<SlotQuery> = {}): SlotQuery => ({
  zone: 'Europe/London',
  place: 'online',
  therapists: [{ id: 'ada', patterns: [hours(2, '09:00', '12:00')] }],
  now: at('2027-03-01T00:00Z'),
  from: at('2027-03-01T00:00Z'),
  to: at('2027-03-08T00:00Z'),
  durationMinutes: 50,
  stepMinutes: 60,
  ...over,
});
const starts = (given: SlotQuery) => findSlots(given).map((slot) => slot.startsAt.toString().slice(5, 16));

describe('what a slot has to do with', () => {
  const busy = [{ startsAt: at('2027-03-02T10:00Z'), endsAt: at('2027-03-02T10:50Z') }];
  const ada = { id: 'ada', patterns: [hours(2, '09:00', '12:00')] };
  test.each<[string, Partial<SlotQuery>, string[]]>([
    ['open hours', {}, ['03-02T09:00', '03-02T10:00', '03-02T11:00']],
    ['the step', { stepMinutes: 50 }, ['03-02T09:00', '03-02T09:50', '03-02T10:40']],
    ['a step of its own length', { stepMinutes: undefined }, ['03-02T09:00', '03-02T09:50', '03-02T10:40']],
    ['busy time', { therapists: [{ ...ada, busy }] }, ['03-02T09:00', '03-02T11:00']],
    ['a buffer before', { therapists: [{ ...ada, busy }], bufferBeforeMinutes: 11 }, ['03-02T09:00']],
    [
      'a buffer that just fits',
      { therapists: [{ ...ada, busy }], bufferBeforeMinutes: 10 },
      ['03-02T09:00', '03-02T11:00'],
    ],
    ['a buffer after', { therapists: [{ ...ada, busy }], bufferAfterMinutes: 11 }, ['03-02T11:00']],
    [
      'an absence, without buffer',
      { therapists: [{ ...ada, absences: busy }], bufferAfterMinutes: 11 },
      ['03-02T09:00', '03-02T11:00'],
    ],
    ['a closure', { closures: busy }, ['03-02T09:00', '03-02T11:00']],
    ['what the client has on', { clientBusy: busy }, ['03-02T09:00', '03-02T11:00']],
    ['notice', { now: at('2027-03-02T08:00Z'), noticeMinutes: 120 }, ['03-02T10:00', '03-02T11:00']],
    ['the past', { now: at('2027-03-02T09:00:00.001Z') }, ['03-02T10:00', '03-02T11:00']],
    ['the horizon', { now: at('2027-03-01T10:00Z'), horizonDays: 1 }, ['03-02T09:00']],
    ['the end of the window', { to: at('2027-03-02T11:49Z') }, ['03-02T09:00', '03-02T10:00']],
    ['a window of nothing', { to: at('2027-03-01T00:00Z') }, []],
    [
      'validity',
      { therapists: [{ id: 'ada', patterns: [hours(2, '09:00', '12:00', { validFromOn: '2027-03-03' })] }] },
      [],
    ],
    [
      'validity, inclusive',
      {
        therapists: [
          {
            id: 'ada',
            patterns: [hours(2, '11:00', '12:00', { validFromOn: '2027-03-02', validUntilOn: '2027-03-02' })],
          },
        ],
      },
      ['03-02T11:00'],
    ],
    [
      'hours that touch are one stretch',
      {
        durationMinutes: 90,
        stepMinutes: 45,
        therapists: [
          { id: 'ada', patterns: [hours(2, '10:00', '11:00'), hours(2, '09:00', '10:00'), hours(2, '09:30', '10:30')] },
        ],
      },
      ['03-02T09:00'],
    ],
    ['hours until midnight', { therapists: [{ id: 'ada', patterns: [hours(2, '23:00', '24:00')] }] }, ['03-02T23:00']],
    [
      'hours in another zone',
      { therapists: [{ id: 'ada', patterns: [hours(2, '09:00', '10:00', { zone: 'America/New_York' })] }] },
      ['03-02T14:00'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(starts(query(over))).toEqual(expected);
  });

  test('rooms: only those that fit and are free and open, shared by all therapists; without one there is no slot', () => {
    const rooms = [
      { id: 'up', features: ['couch'] },
      { id: 'down', stepFree: true, busy },
      { id: 'side', stepFree: true, features: ['couch'], patterns: [hours(2, '11:00', '12:00')] },
    ];
    const roomsOf = (over: Partial<SlotQuery>) =>
      findSlots(query({ place: 'room', rooms, ...over })).map((slot) => [
        slot.startsAt.toString().slice(11, 16),
        ...slot.roomIds,
      ]);
    expect(roomsOf({})).toEqual([
      ['09:00', 'up', 'down'],
      ['10:00', 'up'],
      ['11:00', 'up', 'down', 'side'],
    ]);
    expect(roomsOf({ needs: { stepFree: true } })).toEqual([
      ['09:00', 'down'],
      ['11:00', 'down', 'side'],
    ]);
    expect(roomsOf({ needs: { stepFree: true, features: ['couch'] } })).toEqual([['11:00', 'side']]);
    expect(roomsOf({ rooms: [] })).toEqual([]);
  });

  test.each<[string, string, number, string, string, string[]]>([
    // Nine o'clock hours stand at nine on the day on which midnight does not exist.
    ['Africa/Cairo', '2027-04-30', 5, '09:00', '10:00', ['2027-04-30T09:00+03:00']],
    ['America/Santiago', '2027-09-05', 7, '09:00', '10:00', ['2027-09-05T09:00-03:00']],
    ['Africa/Cairo', '2027-04-30', 5, '00:00', '02:00', ['2027-04-30T01:00+03:00']],
    // 01:00 to 03:00 is one hour long in spring and three in autumn.
    ['America/New_York', '2027-03-14', 7, '01:00', '03:00', ['2027-03-14T01:00-05:00']],
    [
      'America/New_York',
      '2027-11-07',
      7,
      '01:00',
      '03:00',
      ['2027-11-07T01:00-04:00', '2027-11-07T01:00-05:00', '2027-11-07T02:00-05:00'],
    ],
    ['Australia/Lord_Howe', '2027-10-03', 7, '01:00', '04:00', ['2027-10-03T01:00+10:30', '2027-10-03T02:30+11:00']],
  ])('%s on %s', (zone, on, weekday, startsLocal, endsLocal, expected) => {
    const day = Temporal.PlainDate.from(on).toZonedDateTime(zone);
    const given = query({
      zone,
      therapists: [{ id: 'ada', patterns: [hours(weekday, startsLocal, endsLocal)] }],
      from: day.subtract({ hours: 3 }),
      to: day.add({ hours: 30 }),
    });
    expect(findSlots(given).map((slot) => slot.startsAt.toString())).toEqual(
      expected.map((text) => at(text).toString()),
    );
  });

  test.each([
    ['no duration', { durationMinutes: 0 }, 'bad-input'],
    ['half a step', { stepMinutes: 0.5 }, 'bad-input'],
    ['not a number', { bufferAfterMinutes: Number.NaN }, 'bad-input'],
    ['a window of years', { to: { epochMilliseconds: 8.64e15 } }, 'scheduling/too-far-ahead'],
  ])('refuses %s', (_name, over, code) => {
    expect(() => findSlots(query(over))).toThrow(code);
  });
});

/** Minute by minute, with Temporal's own objects and no ranges: slow, and easy to believe. */
function naiveSlots(given: SlotQuery): string[] {
  const from = given.from.epochMilliseconds / 60_000;
  const to = given.to.epochMilliseconds / 60_000;
  const step = given.stepMinutes ?? given.durationMinutes;
  const now = given.now.epochMilliseconds / 60_000;
  const earliest = now + (given.noticeMinutes ?? 0);
  const latest = given.horizonDays === undefined ? Infinity : now + given.horizonDays * 1440;
  const found: [number, number, string][] = [];
  const openMinutes = (patterns: readonly AvailabilityPattern[]) => {
    const open = new Set<number>();
    const first = dayNumber(
      at(new Temporal.Instant(BigInt(from) * 60_000_000_000n).toString())
        .toString()
        .slice(0, 10),
    );
    for (let day = first - 3; day <= first + (to - from) / 1440 + 3; day++) {
      const date = Temporal.PlainDate.from(dateOn(day));
      for (const p of patterns) {
        if (p.weekday !== date.dayOfWeek) continue;
        if (p.validFromOn && Temporal.PlainDate.compare(date, p.validFromOn) < 0) continue;
        if (p.validUntilOn && Temporal.PlainDate.compare(date, p.validUntilOn) > 0) continue;
        const wall = (time: string) =>
          (time === '24:00'
            ? date.add({ days: 1 }).toPlainDateTime('00:00')
            : date.toPlainDateTime(time)
          ).toZonedDateTime(p.zone ?? given.zone).epochMilliseconds / 60_000;
        for (let m = wall(p.startsLocal); m < wall(p.endsLocal); m++) open.add(m);
      }
    }
    return open;
  };
  const hits = (
    spans: readonly { startsAt: { epochMilliseconds: number }; endsAt: { epochMilliseconds: number } }[] | undefined,
    m: number,
  ) => (spans ?? []).some((s) => s.startsAt.epochMilliseconds <= m * 60_000 && m * 60_000 < s.endsAt.epochMilliseconds);
  const every = (start: number, end: number, test: (m: number) => boolean) => {
    for (let m = start; m < end; m++) if (!test(m)) return false;
    return true;
  };
  const rooms = (given.rooms ?? []).map((room) => ({
    ...room,
    open: room.patterns?.length ? openMinutes(room.patterns) : null,
  }));
  for (const [rank, therapist] of given.therapists.entries()) {
    const open = openMinutes(therapist.patterns);
    for (const opens of open) {
      if (open.has(opens - 1)) continue;
      // The grid belongs to one stretch: it does not carry on beyond a closed minute.
      for (let s = opens; s === opens || every(s - step, s + 1, (m) => open.has(m)); s += step) {
        const e = s + given.durationMinutes;
        if (s < from || e > to || s < earliest || s >= latest) continue;
        if (
          !every(
            s,
            e,
            (m) =>
              open.has(m) && !hits(therapist.absences, m) && !hits(given.closures, m) && !hits(given.clientBusy, m),
          )
        )
          continue;
        const padded = [s - (given.bufferBeforeMinutes ?? 0), e + (given.bufferAfterMinutes ?? 0)] as const;
        if (!every(padded[0], padded[1], (m) => !hits(therapist.busy, m))) continue;
        const free = rooms
          .filter((room) => !given.needs?.stepFree || room.stepFree)
          .filter((room) => every(s, e, (m) => (!room.open || room.open.has(m)) && !hits(room.busy, m)))
          .map((room) => room.id);
        if (given.place === 'room' && free.length === 0) continue;
        found.push([s, rank, `${therapist.id} ${s} ${given.place === 'room' ? free.join('+') : ''}`]);
      }
    }
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , text]) => text);
}

test('property: the sweep finds exactly what a search minute by minute finds, over clock changes', () => {
  // Weeks with a change in one of the zones, in minutes from 1970.
  const weeks = [
    '2027-03-12',
    '2027-03-26',
    '2027-04-02',
    '2027-04-29',
    '2027-09-03',
    '2027-10-01',
    '2027-10-29',
    '2027-06-01',
  ];
  const week = fc.constantFrom(...weeks).map((on) => dayNumber(on) * 1440);
  const zone = fc.constantFrom(
    'Europe/London',
    'Africa/Cairo',
    'America/Santiago',
    'Australia/Lord_Howe',
    'America/New_York',
    'Europe/Dublin',
  );
  const pattern = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      start: fc.integer({ min: 0, max: 95 }),
      length: fc.integer({ min: 1, max: 30 }),
      zone: fc.option(zone, { nil: undefined, freq: 4 }),
      from: fc.option(fc.constantFrom('2027-03-14', '2027-09-05', '2027-10-31'), { nil: undefined, freq: 5 }),
    })
    .map(
      (p): AvailabilityPattern => ({
        weekday: p.weekday,
        startsLocal: timeOf(p.start * 15),
        endsLocal: timeOf(Math.min(96, p.start + p.length) * 15),
        ...(p.zone ? { zone: p.zone } : {}),
        ...(p.from ? { validFromOn: p.from } : {}),
      }),
    );
  const patterns = fc.array(pattern, { minLength: 2, maxLength: 7 });
  const spans = (base: number, max: number) =>
    fc.array(
      fc.tuple(fc.integer({ min: -200, max: 4 * 1440 }), fc.integer({ min: 0, max: 300 })).map(([s, l]) => ({
        startsAt: minute(base + s),
        endsAt: minute(base + s + l),
      })),
      { maxLength: max },
    );
  const given = week.chain((base) =>
    fc.record({
      zone,
      place: fc.constantFrom('room', 'online'),
      needs: fc.record({ stepFree: fc.boolean() }),
      therapists: fc
        .array(fc.record({ patterns, busy: spans(base, 8), absences: spans(base, 2) }), { minLength: 1, maxLength: 3 })
        .map((all) => all.map((t, i) => ({ id: `t${i}`, ...t }))),
      rooms: fc
        .array(
          fc.record({ stepFree: fc.boolean(), busy: spans(base, 5), patterns: fc.oneof(fc.constant([]), patterns) }),
          { maxLength: 3 },
        )
        .map((all) => all.map((r, i) => ({ id: `r${i}`, ...r }))),
      closures: spans(base, 1),
      clientBusy: spans(base, 1),
      now: fc.integer({ min: -3000, max: 600 }).map((m) => minute(base + m)),
      from: fc.integer({ min: 0, max: 600 }).map((m) => minute(base + m)),
      to: fc.integer({ min: 600, max: 4 * 1440 }).map((m) => minute(base + m)),
      durationMinutes: fc.constantFrom(15, 50, 60, 90),
      stepMinutes: fc.constantFrom(undefined, 5, 15, 30, 60),
      bufferBeforeMinutes: fc.constantFrom(undefined, 0, 10, 15),
      bufferAfterMinutes: fc.constantFrom(undefined, 0, 10, 25),
      noticeMinutes: fc.constantFrom(undefined, 0, 300),
      horizonDays: fc.constantFrom(undefined, 1, 2, 30),
    }),
  );
  let slotsSeen = 0;
  fc.assert(
    fc.property(given, (q) => {
      const found = findSlots(q as SlotQuery);
      slotsSeen += found.length;
      const texts = found.map(
        (s) => `${s.therapistId} ${s.startsAt.epochMilliseconds / 60_000} ${s.roomIds.join('+')}`,
      );
      expect(texts).toEqual(naiveSlots(q as SlotQuery));
    }),
    { numRuns: 150 },
  );
  // An oracle that agrees on nothing proves nothing.
  expect(slotsSeen).toBeGreaterThan(200);
});
