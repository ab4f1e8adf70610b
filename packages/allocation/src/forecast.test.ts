import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { forecastCapacity, mondaysFrom, openings, plannedEnding, reviewAhead, type TakenPlace } from './forecast.ts';

const weeks = mondaysFrom('2026-11-25', 13);
const place = (endsOn: string | null, weightTenths = 10, fromOn: string | null = null): TakenPlace => ({
  weightTenths,
  endsOn,
  fromOn,
});
const free = (places: TakenPlace[], capacityTenths: number | null = 30) =>
  forecastCapacity({ capacityTenths, places, away: [] }, weeks).map(({ freePlaces }) => freePlaces);

test('a quarter is thirteen Mondays from this week’s', () => {
  expect(weeks).toHaveLength(13);
  expect([weeks[0], weeks[1], weeks.at(-1)]).toEqual(['2026-11-23', '2026-11-30', '2027-02-15']);
  expect(mondaysFrom('2026-11-29', 1)).toEqual(['2026-11-23']);
});

describe('what is free', () => {
  it('is by weight, not by heads: two fortnightly places are one', () =>
    expect(free([place(null, 5), place(null, 5), place(null, 15)])[0]).toBe(0));
  it('is whole places: nine tenths are none', () => expect(free([place(null, 21)])[0]).toBe(0));
  it('is never less than nothing', () => expect(free([place(null, 50)])[0]).toBe(0));
  it('is nothing where nobody has said what they carry', () => expect(free([], null)[0]).toBe(0));
  it('opens in the week after the last session, not in its own', () => {
    const ends = free([place('2026-12-09'), place(null), place(null)]);
    expect(ends.slice(0, 5)).toEqual([0, 0, 0, 1, 1]);
  });
  it.each([
    ['a Sunday', '2026-12-06', [0, 0, 1]],
    ['a Monday', '2026-12-07', [0, 0, 0, 1]],
  ])('keeps the week of %s', (_, endsOn, expected) =>
    expect(free([place(endsOn), place(null, 20)]).slice(0, expected.length)).toEqual(expected),
  );
  it('is taken from the week in which a held place begins', () =>
    expect(free([place(null, 10, '2026-12-10'), place(null, 20)]).slice(0, 4)).toEqual([1, 1, 0, 0]));
  it('says in which weeks there is leave', () => {
    const away = [{ fromOn: '2026-12-06', untilOn: '2026-12-14' }];
    const seen = forecastCapacity({ capacityTenths: 30, places: [], away }, weeks);
    expect(seen.map(({ isAway }) => isAway).slice(0, 5)).toEqual([false, true, true, true, false]);
    expect(seen[1]?.freePlaces).toBe(3);
  });
});

describe('places that open', () => {
  const say = (places: TakenPlace[]) => openings(forecastCapacity({ capacityTenths: 30, places, away: [] }, weeks));
  it('two more from March are said with their week', () =>
    expect(say([place('2026-12-09'), place('2027-01-20'), place('2027-01-21')])).toEqual([
      { weekOn: '2026-12-14', places: 1 },
      { weekOn: '2027-01-25', places: 2 },
    ]));
  it('a gap before somebody who is coming is not offered', () =>
    expect(say([place(null, 10, '2027-01-04'), place(null, 20)])).toEqual([]));
  describe('while its therapist is away', () => {
    const away = (fromOn: string, untilOn: string) => [{ fromOn, untilOn }];
    const opens = (leave: { fromOn: string; untilOn: string }[], places = [place('2026-12-09'), place(null, 20)]) =>
      openings(forecastCapacity({ capacityTenths: 30, places, away: leave }, weeks));
    it.each([
      ['the week in which it comes free', away('2026-12-14', '2026-12-18'), '2026-12-21'],
      [
        'that and the next, by two absences',
        [...away('2026-12-12', '2026-12-20'), ...away('2026-12-21', '2026-12-25')],
        '2026-12-28',
      ],
      ['a day of it', away('2026-12-14', '2026-12-17'), '2026-12-14'],
      ['a week after it has opened', away('2026-12-21', '2026-12-25'), '2026-12-14'],
    ])('%s', (_, leave, weekOn) => expect(opens(leave)).toEqual([{ weekOn, places: 1 }]));
    it('to the end of the quarter, no place opens in it', () =>
      expect(opens(away('2026-12-10', '2027-03-31'))).toEqual([]));
    it('one that is free now opens when they are back', () =>
      expect(opens(away('2026-11-20', '2026-12-06'), [place(null, 20)])).toEqual([
        { weekOn: '2026-12-07', places: 1 },
      ]));
  });
  it('never sum to more than is free in any later week', () => {
    const taken = fc.record({
      weightTenths: fc.integer({ min: 1, max: 15 }),
      endsOn: fc.option(fc.constantFrom(...weeks)),
      fromOn: fc.option(fc.constantFrom(...weeks)),
    });
    fc.assert(
      fc.property(fc.array(taken, { maxLength: 12 }), fc.integer({ min: 0, max: 120 }), (places, capacityTenths) => {
        const seen = forecastCapacity({ capacityTenths, places, away: [] }, weeks);
        const opened = openings(seen);
        for (const { weekOn, freePlaces } of seen) {
          const promised = opened.filter((one) => one.weekOn <= weekOn).reduce((sum, one) => sum + one.places, 0);
          expect(promised).toBeLessThanOrEqual(freePlaces);
        }
        expect(opened.reduce((sum, one) => sum + one.places, 0)).toBe(seen.at(-1)?.freePlaces);
      }),
    );
  });
});

describe('a planned ending', () => {
  const course = { attended: 10, everyWeeks: 1, untilOn: null, todayOn: '2026-11-23' };
  it.each([
    ['open-ended', { plannedSessions: null, toComeOn: ['2026-11-24'] }, null],
    [
      'open-ended, its standing session set to stop',
      { plannedSessions: null, toComeOn: [], untilOn: '2026-12-18' },
      '2026-12-18',
    ],
    ['all booked', { plannedSessions: 12, toComeOn: ['2026-11-24', '2026-12-01', '2026-12-08'] }, '2026-12-01'],
    ['fewer booked than left', { plannedSessions: 14, toComeOn: ['2026-11-24', '2026-12-01'] }, '2026-12-15'],
    ['fortnightly, none booked', { plannedSessions: 12, toComeOn: [], everyWeeks: 2 }, '2026-12-21'],
    ['over its plan and still booked', { plannedSessions: 8, toComeOn: ['2026-11-24'] }, '2026-11-24'],
    ['at its plan, nothing booked', { plannedSessions: 10, toComeOn: [] }, '2026-11-23'],
    ['stopped before its plan', { plannedSessions: 14, toComeOn: ['2026-11-24'], untilOn: '2026-11-30' }, '2026-11-30'],
  ])('%s', (_, more, expected) => expect(plannedEnding({ ...course, ...more })).toBe(expected));
});

test.each([
  [0, 6, { atSession: 6, isNext: false }],
  [5, 6, { atSession: 6, isNext: true }],
  [6, 6, { atSession: 12, isNext: false }],
  [3, 1, { atSession: 4, isNext: true }],
  [3, 0, null],
])('after %i sessions, every %i: %j', (attended, every, expected) =>
  expect(reviewAhead(attended, every)).toEqual(expected),
);
