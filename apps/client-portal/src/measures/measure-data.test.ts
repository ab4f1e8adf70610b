import { expect, test } from 'vitest';
import { firstOpen, placeOf } from './measure-data.ts';

test.each([
  ['', 'before'],
  ['at=1', 1],
  ['at=9', 9],
  ['at=10', 9],
  ['at=0', 'before'],
  ['at=-1', 'before'],
  ['at=1e9', 'before'],
  ['at=99999999', 'before'],
  ['at=check', 'check'],
  ['at=help&to=check', 'help'],
  ['at=constructor', 'before'],
] as const)('“%s” is the place %s of nine questions', (search, place) => {
  expect(placeOf(search, 9)).toBe(place);
});
test.each([
  [[null, null], 1],
  [[0, null, 2], 2],
  [[0, 0], 0],
])('the first open question of %j is %i', (answers, number) => {
  expect(firstOpen(answers)).toBe(number);
});
