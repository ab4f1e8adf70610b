import { describe, expect, it } from 'vitest';
import { type BankHolidayNation, bankHolidays, easterSunday } from './bank-holidays.ts';

// As published on gov.uk/bank-holidays, substitute days where the page has them.
const published: [BankHolidayNation, number, string][] = [
  ['england-and-wales', 2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
  ['england-and-wales', 2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
  ['england-and-wales', 2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  ['england-and-wales', 2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  ['scotland', 2025, '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26'],
  ['scotland', 2026, '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28'],
  ['scotland', 2027, '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
  ['northern-ireland', 2025, '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26'],
  ['northern-ireland', 2026, '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
  ['northern-ireland', 2027, '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
];

describe('bank holidays', () => {
  it.each(published)('of %s in %i are those that were published', (nation, year, days) => {
    expect(bankHolidays(nation, year).map(({ on }) => on)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  it('never fall on a weekend, nor twice on one day, in a hundred years', () => {
    for (const nation of ['england-and-wales', 'scotland', 'northern-ireland'] as const) {
      for (let year = 2025; year < 2125; year += 1) {
        const days = bankHolidays(nation, year).map(({ on }) => on);
        // St Patrick's Day can be Easter Monday's or Good Friday's own day; it then stands once for both.
        expect(new Set(days).size, `${nation} ${year}`).toBeGreaterThanOrEqual(days.length - 1);
        for (const on of days) expect(Temporal.PlainDate.from(on).dayOfWeek, on).toBeLessThan(6);
      }
    }
  });

  it('know Easter as the tables do', () => {
    for (const on of ['1961-04-02', '2000-04-23', '2008-03-23', '2011-04-24', '2024-03-31', '2038-04-25', '2076-04-19'])
      expect(easterSunday(Number(on.slice(0, 4))).toString()).toBe(on);
  });
});
