import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dateSamples, dayOf, orderOf, readDate, timeOfCell } from './dates.ts';
import { readMinutes, readTime } from './times.ts';

describe('a date', () => {
  test.each([
    ['2025-04-03', null, '2025-04-03'],
    ['2025/4/3', null, '2025-04-03'],
    ['2025-04-03T18:00:00Z', null, '2025-04-03'],
    ['3 April 2025', null, '2025-04-03'],
    ['Thursday, 3rd of April 2025', null, '2025-04-03'],
    ['April 3, 2025', null, '2025-04-03'],
    ['Apr 3 2025 2:30 PM', null, '2025-04-03'],
    ['03-Apr-2025', null, '2025-04-03'],
    ['3 Sept 2025', null, '2025-09-03'],
    ['03/04/2025', 'dmy', '2025-04-03'],
    ['03/04/2025', 'mdy', '2025-03-04'],
    ['3.4.2025', 'dmy', '2025-04-03'],
    ['29/02/2024', 'dmy', '2024-02-29'],
  ] as const)('%s in the order %s is %s', (cell, order, on) => expect(readDate(cell, order)).toEqual({ ok: true, on }));

  test.each([
    ['03/04/2025', null, 'order-unknown'],
    ['03/04/2025', 'ymd', 'order-unknown'],
    ['31/12/2025', null, 'order-unknown'],
    ['03/04/25', 'dmy', 'short-year'],
    ['31/02/2025', 'dmy', 'impossible-date'],
    ['29/02/2023', 'dmy', 'impossible-date'],
    ['31/12/2025', 'mdy', 'impossible-date'],
    ['2025-13-01', null, 'impossible-date'],
    ['01/01/1900', 'dmy', 'date-out-of-range'],
    ['1900-01-01', null, 'date-out-of-range'],
    ['31/12/9999', 'dmy', 'date-out-of-range'],
    ['0001-01-01', null, 'date-out-of-range'],
    ['45750', 'dmy', 'not-a-date'],
    ['3 Aprilish 2025', null, 'not-a-date'],
    ['yesterday', 'dmy', 'not-a-date'],
  ] as const)('%s in the order %s is refused: %s', (cell, order, problem) =>
    expect(readDate(cell, order)).toEqual({ ok: false, problem }),
  );

  it('is a day of the calendar exactly where Temporal has one', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          let real: string | null = null;
          try {
            real = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
          } catch {}
          expect(dayOf(year, month, day)).toBe(real);
        },
      ),
    ));

  it('may have its time behind it', () => {
    expect(timeOfCell('03/04/2025 14:30')).toBe('14:30');
    expect(timeOfCell('2025-04-03T14:30:00')).toBe('14:30:00');
    expect(timeOfCell('3 April 2025, 2.30 pm')).toBe('2.30 pm');
    expect(timeOfCell('03/04/2025')).toBeNull();
  });
});

describe('the order of a column', () => {
  test.each([
    [['2025-04-03', '3 April 2025', ''], { kind: 'settled', order: null }],
    [['03/04/2025', '05/06/2025'], { kind: 'open' }],
    [['03/04/2025', '13/04/2025'], { kind: 'settled', order: 'dmy' }],
    [['03/04/2025', '04/13/2025'], { kind: 'settled', order: 'mdy' }],
    [['13/04/2025', '04/13/2025'], { kind: 'mixed' }],
    // 31/04 is no day either way round, and so decides nothing
    [['03/04/2025', '31/04/2025'], { kind: 'open' }],
    [['03/04/2025', '03/04/25'], { kind: 'open' }],
    [['05/05/2025'], { kind: 'open' }],
  ] as const)('%j: %j', (cells, expected) => expect(orderOf(cells)).toEqual(expected));

  it('is never decided by cells that read both ways', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), { minLength: 1 }),
        (pairs) => void expect(orderOf(pairs.map(([a, b]) => `${a}/${b}/2025`))).toEqual({ kind: 'open' }),
      ),
    ));

  it('is asked by five samples that differ, each with both readings', () => {
    const cells = [
      '05/05/2025',
      '03/04/2025',
      '03/04/2025',
      '01/02/2025',
      '02/03/2025',
      '04/05/2025',
      '06/07/2025',
      '08/09/2025',
    ];
    const samples = dateSamples(cells);
    expect(samples).toHaveLength(5);
    expect(samples[0]).toEqual({ cell: '03/04/2025', dmy: '2025-04-03', mdy: '2025-03-04' });
    for (const { dmy, mdy } of samples) expect(dmy).not.toBe(mdy);
  });
});

test.each([
  ['14:30', '14:30'],
  ['9.05', '09:05'],
  ['2:30 PM', '14:30'],
  ['12:00 am', '00:00'],
  ['12 pm', '12:00'],
  ['2pm', '14:00'],
  ['09:00:00', '09:00'],
  ['24:00', null],
  ['13:00 pm', null],
  ['14:30Z', null],
  ['1430', null],
  ['soon', null],
])('the time %s is %s', (cell, time) => expect(readTime(cell)).toBe(time));

test.each([
  ['50', 50],
  ['50 min', 50],
  ['1 hour', 60],
  ['1h 30', 90],
  ['1.5 hours', 90],
  ['1:30', 90],
  ['00:50:00', 50],
  ['0', null],
  ['600', null],
  ['', null],
  ['an hour', null],
])('the length %s is %s', (cell, minutes) => expect(readMinutes(cell)).toBe(minutes));
