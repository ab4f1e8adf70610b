import { expect, test } from 'vitest';
import { promiseWords } from './alert-words.tsx';

const alert = { promisedByAt: '2026-11-23T19:30:00Z', readerName: 'Tomos', isRead: false, isAnswered: false };
const at = (time: string) => Temporal.Instant.from(`2026-11-23T${time}:00Z`);

test.each([
  ['ahead', alert, '19:00', 'Tomos will read your answer by 19:30 today.'],
  ['read before its time', { ...alert, isRead: true }, '19:00', 'Tomos has read your answer about being safe.'],
  ['read after its time', { ...alert, isRead: true }, '21:00', 'Tomos has read your answer about being safe.'],
  [
    'not kept',
    alert,
    '19:30',
    'We said that Tomos would read your answer by 19:30 today. Nobody has read it yet. Please do not wait for us.',
  ],
  [
    'never made',
    { ...alert, promisedByAt: null },
    '19:00',
    'We cannot say when a person here will read your answer. Please do not wait for us.',
  ],
])('a promise %s is said as it is', (_, given, time, words) => {
  expect(promiseWords(given, 'Europe/London', at(time))).toBe(words);
});
