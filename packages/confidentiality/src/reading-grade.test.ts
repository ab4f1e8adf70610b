import { describe, expect, it } from 'vitest';
import { readingGrade, sentencesOf, syllablesIn, wordsOf } from './reading-grade.ts';

describe('readingGrade', () => {
  it('is the published formula', () => {
    // 6 words, 6 syllables, 1 sentence: 0.39 × 6 + 11.8 × 1 − 15.59.
    expect(readingGrade('The cat sat on the mat.')).toBeCloseTo(-1.45, 2);
    // 9 words, 13 syllables, 2 sentences: 0.39 × 4.5 + 11.8 × 13/9 − 15.59.
    expect(readingGrade('Leila answers within two working days. Please tell us.')).toBeCloseTo(
      0.39 * 4.5 + (11.8 * 13) / 9 - 15.59,
      5,
    );
  });
  it('rises with long words and long sentences', () => {
    expect(
      readingGrade('Confidentiality obligations notwithstanding, statutory disclosure may be necessitated.'),
    ).toBeGreaterThan(12);
    expect(readingGrade('')).toBe(0);
  });
  it('splits as people read', () => {
    expect(sentencesOf('One. Two! Three?\n\nFour')).toHaveLength(4);
    expect(wordsOf('It’s £45 – paid “within” 7 days.')).toEqual(['It’s', '45', 'paid', 'within', '7', 'days']);
  });
});

it.each([
  ['make', 1],
  ['made', 1],
  ['private', 2],
  ['unless', 2],
  ['session', 2],
  ['sessions', 2],
  ['changes', 2],
  ['changed', 1],
  ['wanted', 2],
  ['needed', 2],
  ['agreement', 3],
  ['supervision', 4],
  ['supervisor', 4],
  ['message', 2],
  ['messages', 3],
  ['police', 2],
  ['people', 2],
  ['little', 2],
  ['therapist', 3],
  ['confidentiality', 7],
  ['reading', 2],
  ['going', 2],
  ['crisis', 2],
  ['between', 2],
  ['minutes', 2],
  ['answer', 2],
  ['complaint', 2],
  ['record', 2],
  ['recording', 3],
  ['trusted', 2],
  ['council', 2],
  ['table', 2],
  ['safe', 1],
  ['use', 1],
  ['are', 1],
  ['destroy', 2],
  ['question', 2],
  ['serious', 3],
  ['social', 2],
  ['health', 1],
  ['anything', 3],
  ['whole', 1],
  ['quite', 1],
  ['because', 2],
  ['passed', 1],
  ['telephone', 3],
])('%s has %i syllables', (word, count) => expect(syllablesIn(word)).toBe(count));
