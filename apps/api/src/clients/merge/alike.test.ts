import { describe, expect, it, test } from 'vitest';
import { alike, createLikenessIndex, lastDigits, likenessOf } from './alike.ts';

const elin = {
  firstName: 'Elin',
  lastName: 'Prys',
  knownAs: null,
  bornOn: '1990-05-06',
  email: 'elin@post.example',
  telephone: '07700 900111',
};
const nobody = { bornOn: null, email: null, telephone: null };

describe('two records may be one person', () => {
  test.each([
    ['name and birth date', { email: null, telephone: null }, ['name', 'birth-date']],
    [
      'name and e-mail, written otherwise',
      { bornOn: null, telephone: null, email: 'Elin@Post.example' },
      ['name', 'email'],
    ],
    [
      'name and number, written with its country',
      { bornOn: null, email: null, telephone: '+44 7700 900111' },
      ['name', 'telephone'],
    ],
    [
      'birth date and number under another name',
      { firstName: 'Lin', lastName: 'Bevan', email: null },
      ['birth-date', 'telephone'],
    ],
    ['a name alone', nobody, []],
    ['a surname and a number, as partners share', { firstName: 'Sam', bornOn: null, email: null }, []],
    ['a birth date alone', { firstName: 'Sam', lastName: 'Bevan', email: null, telephone: null }, []],
  ])('%s', (_, over, reasons) => expect(alike(likenessOf(elin), likenessOf({ ...elin, ...over }))).toEqual(reasons));
});

test.each([
  ['07700 900111', '700900111'],
  ['12345678', null],
  [null, null],
])('the last digits of %s are %s', (telephone, digits) => expect(lastDigits(telephone)).toBe(digits));

it('finds each of them once, in the order in which they were given', () => {
  const index = createLikenessIndex<number>();
  index.add(likenessOf({ ...elin, email: null }), 1);
  index.add(likenessOf({ ...elin, ...nobody }), 2);
  index.add(likenessOf(elin), 3);
  expect(index.find(likenessOf(elin))).toEqual([
    { who: 1, reasons: ['name', 'birth-date', 'telephone'] },
    { who: 3, reasons: ['name', 'birth-date', 'email', 'telephone'] },
  ]);
});
