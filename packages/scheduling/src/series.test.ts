import { Refusal } from '@heather/core';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dateOn, dayNumber, weekdayOf } from './civil.ts';
import { type SeriesRule, seriesRuleSchema } from './schemas.ts';
import { expandSeries, isOccurrence, withException } from './series.ts';

// Slow twins on a busy machine: the limit only stops a search that never ends.
vi.setConfig({ testTimeout: 60_000 });

const at = (text: string) => Temporal.Instant.from(text);
const year2027 = { from: at('2027-01-01T00:00Z'), to: at('2028-01-01T00:00Z') };
const rule = (over: Partial<SeriesRule> = {}): SeriesRule => ({
  start: '2027-03-02T18:00',
  zone: 'Europe/London',
  durationMinutes: 50,
  everyWeeks: 1,
  ...over,
});
const keys = (given: SeriesRule, window: { from: Temporal.Instant; to: Temporal.Instant } = year2027) =>
  expandSeries(given, window).map((occurrence) => occurrence.key);

const zones = [
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];

test('day numbers agree with the calendar on every date that we accept', () => {
  let date = Temporal.PlainDate.from('1905-01-01');
  for (let day = dayNumber('1905-01-01'); date.year < 2126; day++, date = date.add({ days: 1 })) {
    if (dayNumber(date.toString()) !== day || dateOn(day) !== date.toString() || weekdayOf(day) !== date.dayOfWeek) {
      throw new Error(`${day} is not ${date}`);
    }
  }
});

describe('a standing session keeps its wall time', () => {
  test('weekly over the spring change: 18:00 on the wall, an hour earlier on the time line', () => {
    const occurrences = expandSeries(rule({ count: 5 }), year2027);
    expect(occurrences.map((o) => [o.key, o.start.toString(), o.end.toString()])).toEqual([
      ['2027-03-02T18:00', '2027-03-02T18:00:00+00:00[Europe/London]', '2027-03-02T18:50:00+00:00[Europe/London]'],
      ['2027-03-09T18:00', '2027-03-09T18:00:00+00:00[Europe/London]', '2027-03-09T18:50:00+00:00[Europe/London]'],
      ['2027-03-16T18:00', '2027-03-16T18:00:00+00:00[Europe/London]', '2027-03-16T18:50:00+00:00[Europe/London]'],
      ['2027-03-23T18:00', '2027-03-23T18:00:00+00:00[Europe/London]', '2027-03-23T18:50:00+00:00[Europe/London]'],
      ['2027-03-30T18:00', '2027-03-30T18:00:00+01:00[Europe/London]', '2027-03-30T18:50:00+01:00[Europe/London]'],
    ]);
  });

  // The gap moves forward by its length; the overlap takes the first; a duration is elapsed time.
  test.each([
    ['gap', 'Europe/London', '2027-03-28T01:30', '2027-03-28T02:30+01:00', '2027-03-28T03:20+01:00'],
    ['ends in what was the gap', 'Europe/London', '2027-03-28T00:30', '2027-03-28T00:30Z', '2027-03-28T02:20+01:00'],
    ['overlap', 'Europe/London', '2027-10-31T01:30', '2027-10-31T01:30+01:00', '2027-10-31T01:20Z'],
    [
      'starts before the overlap',
      'Europe/London',
      '2027-10-31T00:30',
      '2027-10-31T00:30+01:00',
      '2027-10-31T01:20+01:00',
    ],
    ['negative summer time', 'Europe/Dublin', '2027-03-28T01:15', '2027-03-28T02:15+01:00', '2027-03-28T03:05+01:00'],
    ['midnight that is not', 'Africa/Cairo', '2027-04-30T00:00', '2027-04-30T01:00+03:00', '2027-04-30T01:50+03:00'],
    ['nine on that day', 'Africa/Cairo', '2027-04-30T09:00', '2027-04-30T09:00+03:00', '2027-04-30T09:50+03:00'],
    [
      'midnight that is not',
      'America/Santiago',
      '2027-09-05T00:30',
      '2027-09-05T01:30-03:00',
      '2027-09-05T02:20-03:00',
    ],
    ['nine on that day', 'America/Santiago', '2027-09-05T09:00', '2027-09-05T09:00-03:00', '2027-09-05T09:50-03:00'],
    ['half-hour gap', 'Australia/Lord_Howe', '2027-10-03T02:15', '2027-10-03T02:45+11:00', '2027-10-03T03:35+11:00'],
    [
      'half-hour overlap',
      'Australia/Lord_Howe',
      '2027-04-04T01:45',
      '2027-04-04T01:45+11:00',
      '2027-04-04T02:05+10:30',
    ],
    ['a month with another offset', 'Africa/Casablanca', '2025-03-05T18:00', '2025-03-05T18:00Z', '2025-03-05T18:50Z'],
    ['no change ever', 'Asia/Kathmandu', '2027-03-28T01:30', '2027-03-28T01:30+05:45', '2027-03-28T02:20+05:45'],
  ])('%s in %s at %s', (_name, zone, start, startsAt, endsAt) => {
    const [first] = expandSeries(rule({ start, zone, count: 1 }), {
      from: at('2025-01-01T00:00Z'),
      to: at('2028-01-01T00:00Z'),
    });
    expect(first?.key).toBe(start);
    expect(first?.start.toInstant().toString()).toBe(at(startsAt).toString());
    expect(first?.end.toInstant().toString()).toBe(at(endsAt).toString());
  });

  test('property: every occurrence is what Temporal says of its key, elapsed length is exact, keys are whole weeks apart', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2037-12-31') }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 4 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
        fc.integer({ min: 5, max: 600 }),
        (zone, day, minute, everyWeeks, weekdays, durationMinutes) => {
          const start = `${dateOn(day)}T${Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString().slice(0, 5)}`;
          const given = rule({ zone, start, everyWeeks, durationMinutes, ...(weekdays.length ? { weekdays } : {}) });
          const from = Temporal.PlainDateTime.from(start).toZonedDateTime(zone).subtract({ hours: 1 });
          const window = { from, to: from.add({ days: 400 }) };
          const occurrences = expandSeries(given, window);
          const monday = day - weekdayOf(day);
          for (const { key, start: begins, end } of occurrences) {
            const plain = Temporal.PlainDateTime.from(key);
            expect(begins.equals(plain.toZonedDateTime(zone, { disambiguation: 'compatible' }))).toBe(true);
            expect(end.epochMilliseconds - begins.epochMilliseconds).toBe(durationMinutes * 60_000);
            expect(key.slice(10)).toBe(start.slice(10));
            const own = dayNumber(key.slice(0, 10));
            expect(Math.floor((own - monday - 1) / 7) % everyWeeks).toBe(0);
            expect(weekdays.length ? weekdays : [weekdayOf(day)]).toContain(weekdayOf(own));
            expect(isOccurrence(given, key)).toBe(true);
          }
          // Complete: a day-by-day walk finds the same keys.
          const walked: string[] = [];
          for (let d = day; d <= day + 402; d++) {
            const isDay = (weekdays.length ? weekdays : [weekdayOf(day)]).includes(weekdayOf(d));
            if (!isDay || Math.floor((d - monday - 1) / 7) % everyWeeks !== 0) continue;
            const key = `${dateOn(d)}${start.slice(10)}`;
            const ms = Temporal.PlainDateTime.from(key).toZonedDateTime(zone).epochMilliseconds;
            if (ms >= window.from.epochMilliseconds && ms < window.to.epochMilliseconds) walked.push(key);
          }
          expect(occurrences.map((o) => o.key)).toEqual(walked);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('property: two windows side by side give what one gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 400 * 24 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
        (zone, hours, everyWeeks, count) => {
          const given = rule({ zone, everyWeeks, weekdays: [2, 4], count });
          const from = at('2027-01-01T00:00Z');
          const to = from.add({ hours: 500 * 24 });
          const middle = from.add({ hours });
          const whole = keys(given, { from, to });
          expect([...keys(given, { from, to: middle }), ...keys(given, { from: middle, to })]).toEqual(whole);
          if (count !== undefined) expect(whole.length).toBeLessThanOrEqual(count);
        },
      ),
    );
  });
});

describe('ends, windows and exceptions', () => {
  test.each<[string, Partial<SeriesRule>, string[]]>([
    ['count', { count: 2 }, ['2027-03-02T18:00', '2027-03-09T18:00']],
    ['until is inclusive', { until: '2027-03-09' }, ['2027-03-02T18:00', '2027-03-09T18:00']],
    ['until to the minute', { until: '2027-03-09T18:00' }, ['2027-03-02T18:00', '2027-03-09T18:00']],
    ['until a minute earlier', { until: '2027-03-09T17:59' }, ['2027-03-02T18:00']],
    ['the sooner of both', { until: '2027-03-30', count: 1 }, ['2027-03-02T18:00']],
    ['fortnightly', { everyWeeks: 2, count: 3 }, ['2027-03-02T18:00', '2027-03-16T18:00', '2027-03-30T18:00']],
    ['two days a week', { weekdays: [4, 2], count: 3 }, ['2027-03-02T18:00', '2027-03-04T18:00', '2027-03-09T18:00']],
    [
      'days before the start are not in the first week',
      { weekdays: [1, 3], count: 2 },
      ['2027-03-03T18:00', '2027-03-08T18:00'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(keys(rule(over))).toEqual(expected);
  });

  test('the window is half-open on starts', () => {
    const from = at('2027-03-02T18:00Z');
    expect(keys(rule(), { from, to: at('2027-03-09T18:00Z') })).toEqual(['2027-03-02T18:00']);
    expect(keys(rule(), { from, to: from })).toEqual([]);
    expect(keys(rule(), { from: at('2027-04-01T00:00Z'), to: at('2027-03-01T00:00Z') })).toEqual([]);
  });

  test('a cancelled one is left out and still counts; a moved one keeps its key and is found at its new time', () => {
    const given = rule({
      count: 4,
      exceptions: [
        { key: '2027-03-09T18:00', kind: 'cancelled' },
        { key: '2027-03-02T18:00', kind: 'moved', start: '2027-03-17T09:00', durationMinutes: 80 },
        { key: '2027-03-03T18:00', kind: 'moved', start: '2027-03-04T09:00' },
      ],
    });
    const occurrences = expandSeries(given, year2027);
    expect(occurrences.map((o) => o.key)).toEqual(['2027-03-16T18:00', '2027-03-02T18:00', '2027-03-23T18:00']);
    expect(occurrences[1]?.end.toString()).toBe('2027-03-17T10:20:00+00:00[Europe/London]');
    // By its new time: in a window that its key lies outside of.
    expect(keys(given, { from: at('2027-03-17T00:00Z'), to: at('2027-03-18T00:00Z') })).toEqual(['2027-03-02T18:00']);
  });

  test('withException replaces the one before and changes nothing given', () => {
    const once = withException(rule(), { key: '2027-03-09T18:00', kind: 'moved', start: '2027-03-10T18:00' });
    const twice = withException(once, { key: '2027-03-09T18:00', kind: 'cancelled' });
    expect(twice.exceptions).toEqual([{ key: '2027-03-09T18:00', kind: 'cancelled' }]);
    expect(once.exceptions?.[0]?.kind).toBe('moved');
  });

  test('an open-ended series ends with the dates we accept, also for a window without end', () => {
    const occurrences = expandSeries(rule({ start: '2125-12-01T10:00' }), {
      from: at('1905-01-01T00:00Z'),
      to: at('+200000-01-01T00:00Z'),
    });
    expect(occurrences.at(-1)?.key).toBe('2125-12-29T10:00');
    expect(occurrences).toHaveLength(5);
  });

  test('no key of a series: another time, day, week, before, after, past the count, not a date', () => {
    const given = rule({ everyWeeks: 2, count: 3 });
    expect(isOccurrence(given, '2027-03-30T18:00')).toBe(true);
    for (const key of [
      '2027-03-30T18:01',
      '2027-03-31T18:00',
      '2027-03-09T18:00',
      '2027-02-16T18:00',
      '2027-04-13T18:00',
      '2027-02-30T18:00',
      '',
      'x'.repeat(16),
    ]) {
      expect(isOccurrence(given, key), key).toBe(false);
    }
  });
});

describe('a bad rule is refused by name', () => {
  test.each<[string, object]>([
    ['the year 1900', { start: '1900-01-02T18:00' }],
    ['the year 9999', { start: '9999-01-02T18:00' }],
    ['no such day', { start: '2027-02-30T18:00' }],
    ['no such minute', { start: '2027-03-02T18:60' }],
    ['an offset in the start', { start: '2027-03-02T18:00Z' }],
    ['an offset for a zone', { zone: '+01:00' }],
    ['no such zone', { zone: 'Europe/Atlantis' }],
    ['a zone in other letters', { zone: 'europe/london' }],
    ['no time at all', { durationMinutes: 0 }],
    ['half a minute', { durationMinutes: 0.5 }],
    ['never', { everyWeeks: 0 }],
    ['no weekday', { weekdays: [] }],
    ['an eighth day', { weekdays: [8] }],
    ['none of them', { count: 0 }],
    ['ten million', { count: 10_000_000 }],
    ['an end before the start', { until: '2027-03-01' }],
    ['an end in 9999', { until: '9999-12-31' }],
    ['an unknown key', { often: true }],
    ['one exception twice', { exceptions: [1, 2].map(() => ({ key: '2027-03-09T18:00', kind: 'cancelled' })) }],
    ['a move to 9999', { exceptions: [{ key: '2027-03-09T18:00', kind: 'moved', start: '9999-01-01T00:00' }] }],
  ])('%s', (_name, over) => {
    const given = { ...rule(), ...over };
    expect(seriesRuleSchema.safeParse(given).success).toBe(false);
    const attempt = () => expandSeries(given as SeriesRule, year2027);
    expect(attempt).toThrow(Refusal);
    expect(attempt).toThrow('scheduling/bad-rule');
  });
});
