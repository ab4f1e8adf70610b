import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { zoneClock } from './zone-clock.ts';

// Slow twins on a busy machine: the limit only stops a search that never ends.
vi.setConfig({ testTimeout: 60_000 });

const zones = [
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Antarctica/Troll',
  'Asia/Kolkata',
  'UTC',
];
const epoch = Temporal.PlainDateTime.from('1970-01-01T00:00');

function agrees(zone: string, wallMinute: number): void {
  const zoned = epoch.add({ minutes: wallMinute }).toZonedDateTime(zone, { disambiguation: 'compatible' });
  const ms = zoneClock(zone).wallToMs(wallMinute);
  if (ms !== zoned.epochMilliseconds) throw new Error(`${zone} ${epoch.add({ minutes: wallMinute })}: ${ms}`);
  const back = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDateTime();
  expect(zoneClock(zone).msToWallMinute(ms)).toBe(Math.floor(epoch.until(back).total('minutes')));
}

test.each(zones)(
  '%s: every minute within three hours of each clock change 2024 to 2037 reads as Temporal reads it',
  (zone) => {
    let at = Temporal.Instant.from('2024-01-01T00:00Z').toZonedDateTimeISO(zone).getTimeZoneTransition('next');
    while (at && at.year <= 2037) {
      const middle = Math.round(epoch.until(at.toPlainDateTime()).total('minutes'));
      for (let minute = middle - 180; minute <= middle + 180; minute += 7) agrees(zone, minute);
      for (const minute of [middle - 61, middle - 60, middle - 30, middle - 1, middle, middle + 1])
        agrees(zone, minute);
      at = at.getTimeZoneTransition('next');
    }
  },
);

test('property: any minute of 1905 to 2125 in any of them', () => {
  const first = epoch.until(Temporal.PlainDateTime.from('1905-01-01T00:00')).total('minutes');
  const last = epoch.until(Temporal.PlainDateTime.from('2125-12-31T23:59')).total('minutes');
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: first, max: last }), (zone, minute) =>
      agrees(zone, minute),
    ),
    { numRuns: 2000 },
  );
});
