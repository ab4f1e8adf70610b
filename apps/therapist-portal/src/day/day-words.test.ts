import { expect, it } from 'vitest';
import { toReadRows } from './day-words.ts';

const pack = { client: 'Sam T.', state: 'reviewing', isWhole: false, waiting: 2 };

it.each([
  ['nothing where none waits', [], []],
  ['whose it is', [pack], ['Record to read, Sam T.', 'They asked for a copy']],
  ['one row for many', [pack, { ...pack, client: 'Dee T.' }], ['Records to read', '2 people asked for a copy']],
  [
    'nothing of one that is made or given',
    [
      { ...pack, state: 'building' },
      { ...pack, state: 'released' },
    ],
    [],
  ],
  ['nothing once their own part is read', [{ ...pack, waiting: 0 }], []],
  [
    'the whole one until it is finished',
    [{ ...pack, isWhole: true, waiting: 0 }],
    ['Record to read, Sam T.', 'They asked for a copy'],
  ],
])('says on the day which records wait to be read: %s', (_, packs, words) => {
  expect(toReadRows(packs).flatMap(({ what, when }) => [what, when])).toEqual(words);
});
