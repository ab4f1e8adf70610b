import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, nameSearchOf, nameWords, wordsToFind } from './fold-name.ts';

const finds = (typed: string, ...names: string[]) => {
  const kept = nameWords(...names);
  return wordsToFind(typed).every((word) => kept.some((one) => one.startsWith(word)));
};

describe('a name is found as people type it', () => {
  it.each([
    ['sian', ['Siân', 'Prys']],
    ['Siân', ['Sian', 'Prys']],
    ['nunez', ['Ana', 'Nuñez']],
    ['obrien', ['Róisín', 'O’Brien']],
    ["O'Brien", ['Roisin', 'O’Brien']],
    ['brien', ['Roisin', 'O’Brien']],
    ['o’b ro', ['Roisin', "O'Brien"]],
    ['jones', ['Megan', 'Smith-Jones']],
    ['smith-jo', ['Megan', 'Smith-Jones']],
    ['smithj', ['Megan', 'Smith–Jones']],
    ['smith jones meg', ['Megan', 'Smith-Jones']],
    ['jones, megan', ['Megan', 'Smith-Jones']],
    ['lukasz', ['Łukasz', 'Groß']],
    ['gross', ['Łukasz', 'Groß']],
    ['groß', ['Lukas', 'Gross']],
    ['soren', ['Søren', 'Æbelø']],
    ['aebelo', ['Søren', 'Æbelø']],
    ['istanbul', ['İstanbul', 'Kaya']],
    ['bex', ['Rebecca', 'Lowe', 'Bex']],
    ['dárcy', ['Will', 'D’Arcy']],
    ['محمد', ['محمد', 'Khan']],
  ])('%s finds %j', (typed, names) => expect(finds(typed, ...names)).toBe(true));

  it.each([
    ['brienne', ['Roisin', 'O’Brien']],
    ['onesjones', ['Megan', 'Smith-Jones']],
    ['%', ['Zoë', 'Under_score']],
  ])('%s does not find %j', (typed, names) => expect(finds(typed, ...names)).toBe(false));
});

it('keeps each word once, and nothing for no name', () => {
  expect(nameSearchOf('Ann', 'Ann', null, undefined, ' ')).toBe('ann');
  expect(nameSearchOf('-', '’')).toBe('');
});

it('finds every name by itself, by each beginning of each of its words, and folds what is folded to itself', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(name, name, (first, last) => {
      expect(finds(`${first} ${last}`, first, last)).toBe(true);
      expect(foldName(foldName(first))).toBe(foldName(first));
      for (const word of nameWords(first, last)) expect(finds(word, first, last)).toBe(true);
    }),
    {
      numRuns: 500,
      examples: [
        ['｀', ' '],
        ['\u1FEF', '\u1FFD'],
      ],
    },
  );
});
