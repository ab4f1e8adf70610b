import { describe, expect, it } from 'vitest';
import { openingWords, saidWords, weightWords } from './capacity-words.ts';

const weeks = [{ weekOn: '2026-11-23' }, { weekOn: '2026-11-30' }];
const of = (openings: { weekOn: string; places: number }[]) => ({ weeks, openings });

describe('what a therapist can take, in words', () => {
  it.each([
    [[], 'No place opens in the next quarter.'],
    [[{ weekOn: '2026-11-23', places: 1 }], 'One place now.'],
    [[{ weekOn: '2026-11-30', places: 2 }], 'Two places from the week of 30 November.'],
    [
      [
        { weekOn: '2026-11-23', places: 1 },
        { weekOn: '2027-01-25', places: 2 },
        { weekOn: '2027-02-01', places: 12 },
      ],
      'One place now, two more from the week of 25 January and 12 more from the week of 1 February.',
    ],
    [
      [
        { weekOn: '2026-11-23', places: 8 },
        { weekOn: '2026-12-28', places: 1 },
        { weekOn: '2027-01-04', places: 1 },
        { weekOn: '2027-02-15', places: 2 },
      ],
      'Eight places now and four more by the week of 15 February.',
    ],
  ])('%j', (openings, words) => expect(openingWords(of(openings))).toBe(words));
  it.each([
    [10, '1'],
    [175, '17.5'],
    [0, '0'],
  ])('%i tenths weigh %s', (tenths, words) => expect(weightWords(tenths)).toBe(words));
  it('has said two more from March', () =>
    expect(saidWords({ places: 2, fromOn: '2027-03-01', saidOn: '2026-11-23' })).toBe(
      'Two more from 1 March, said on 23 November.',
    ));
  it('has said nobody', () =>
    expect(saidWords({ places: 0, fromOn: '2027-03-01', saidOn: '2026-11-23' })).toBe(
      'Nobody more for now, said on 23 November.',
    ));
});
