export type BankHolidayNation = 'england-and-wales' | 'scotland' | 'northern-ireland';
type BankHoliday = { on: string; name: string };

/**
 * Bank holidays of one nation in a year, by date. From the Banking and Financial Dealings Act 1971, schedule 1, the days that are
 * holidays at common law (Good Friday and Christmas Day outside Scotland), and the proclamations made each year since 1974: New
 * Year's Day, the first Monday of May, and a weekday in place of a day that falls on a Saturday or Sunday. Days that are proclaimed
 * once stand in `proclaimed`; a later one is the practice's own closure until it stands here.
 */
export function bankHolidays(nation: BankHolidayNation, year: number): BankHoliday[] {
  const easter = easterSunday(year);
  const day = (month: number, at: number) => Temporal.PlainDate.from({ year, month, day: at });
  const monday = (month: number, which: 'first' | 'last') => mondayOf(year, month, which);
  const fixed: [string, Temporal.PlainDate][] =
    nation === 'scotland'
      ? [
          ['New Year’s Day', day(1, 1)],
          ['2 January', day(1, 2)],
          ['St Andrew’s Day', day(11, 30)],
          ['Christmas Day', day(12, 25)],
          ['Boxing Day', day(12, 26)],
        ]
      : [
          ['New Year’s Day', day(1, 1)],
          ...(nation === 'northern-ireland'
            ? ([
                ['St Patrick’s Day', day(3, 17)],
                ['Battle of the Boyne', day(7, 12)],
              ] as [string, Temporal.PlainDate][])
            : []),
          ['Christmas Day', day(12, 25)],
          ['Boxing Day', day(12, 26)],
        ];
  const moving: BankHoliday[] = [
    { name: 'Good Friday', on: easter.subtract({ days: 2 }).toString() },
    ...(nation === 'scotland' ? [] : [{ name: 'Easter Monday', on: easter.add({ days: 1 }).toString() }]),
    { name: 'Early May bank holiday', on: monday(5, 'first') },
    { name: 'Spring bank holiday', on: monday(5, 'last') },
    { name: 'Summer bank holiday', on: monday(8, nation === 'scotland' ? 'first' : 'last') },
  ];
  return [...moving, ...inPlaceOf(fixed), ...(proclaimed[nation]?.[year] ?? [])].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Proclaimed for one day: 15 June 2026, Scotland at the World Cup (Royal Proclamation, February 2026). */
const proclaimed: Partial<Record<BankHolidayNation, Record<number, BankHoliday[]>>> = {
  scotland: { 2026: [{ on: '2026-06-15', name: 'World Cup bank holiday' }] },
};

/** A day at a weekend gives way to the next weekday that is not one of these days itself. */
function inPlaceOf(days: readonly [string, Temporal.PlainDate][]): BankHoliday[] {
  const taken = new Set(days.filter(([, on]) => on.dayOfWeek < 6).map(([, on]) => on.toString()));
  return days.map(([name, on]) => {
    if (on.dayOfWeek < 6) return { name, on: on.toString() };
    let instead = on;
    while (instead.dayOfWeek > 5 || taken.has(instead.toString())) instead = instead.add({ days: 1 });
    taken.add(instead.toString());
    return { name: `${name} (substitute day)`, on: instead.toString() };
  });
}

function mondayOf(year: number, month: number, which: 'first' | 'last'): string {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  if (which === 'first') return first.add({ days: (8 - first.dayOfWeek) % 7 }).toString();
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  return last.subtract({ days: last.dayOfWeek - 1 }).toString();
}

/** Easter Sunday of the Gregorian calendar (the computus as published anonymously in Nature, 20 April 1876). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}
