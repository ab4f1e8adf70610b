import { expect, test } from 'vitest';
import { clockWords, nameAndRole } from './clock-words.ts';

test.each([
  ['2026-11-23T11:21:00Z', '11:21'],
  ['2026-11-24T08:30:00Z', '08:30 on Tuesday 24 November'],
  ['2026-11-22T23:59:00Z', '23:59 on Sunday 22 November'],
])('%s is %s', (at, words) => {
  expect(clockWords(at, 'Europe/London', Date.parse('2026-11-23T12:00:00Z'))).toBe(words);
});
test('a person is named with what they stand for', () => {
  expect(nameAndRole({ name: 'Ruth M.', role: 'clinical-lead' })).toBe('Ruth M., clinical lead');
});
