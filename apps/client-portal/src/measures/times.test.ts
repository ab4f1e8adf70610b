import { expect, test } from 'vitest';
import { dayAndTime } from './times.ts';

test.each([
  ['2026-11-23T11:00:00Z', '11:00 today'],
  ['2026-11-24T09:30:00Z', '09:30 tomorrow'],
  ['2026-11-30T09:30:00Z', '09:30 on Monday 30 November'],
  ['2026-11-22T09:30:00Z', '09:30 on Sunday 22 November'],
])('%s is said as %s on the practice’s wall', (at, words) => {
  expect(dayAndTime(at, 'Europe/London', Temporal.Instant.from('2026-11-23T23:30:00Z'))).toBe(words);
});
test('after the clock change it is the wall’s time', () => {
  const now = Temporal.Instant.from('2027-06-01T10:00:00Z');
  expect(dayAndTime('2027-06-01T11:00:00Z', 'Europe/London', now)).toBe('12:00 today');
});
