import { measures } from '@heather/outcomes';
import { expect, it } from 'vitest';
import { answersWords } from './answers-words.ts';
import { rowWords } from './readable.ts';
import { tableNamed } from './record-tables.ts';

const core = { measure_key: 'core-10', definition_version: measures['core-10'].version };

it.each([
  [
    'each with its question, also where the words are turned round',
    core,
    [3, 0, null],
    [
      'I have felt tense, anxious or nervous: Often',
      'I have felt I have someone to turn to for support when needed: Not at all',
      'I have felt able to cope when things go wrong: not answered',
    ],
  ],
  [
    'by number where other words were shown',
    { ...core, definition_version: 'core-10@0' },
    [3, null],
    ['Question 1: answer 4', 'Question 2: not answered'],
  ],
  [
    'by number of a measure whose words are not here',
    { measure_key: 'gone', definition_version: 'gone@1' },
    [0],
    ['Question 1: answer 1'],
  ],
])('tells the answers of a questionnaire in the words that were shown: %s', (_, row, answers, lines) => {
  expect(answersWords('administration', { ...row, answers })).toBe(lines.join('\n'));
});

it('tells a check-in and a safety answer likewise, and nothing of what was not answered yet', () => {
  const said = { bond: 0, goals: 4, tasks: 2, whole: null, note: 'It was loud.', audience: 'therapist' };
  expect(answersWords('check_in', { answers: said })?.split('\n')).toEqual([
    'Did you feel understood by your therapist on that day? Not at all',
    'Did you spend the time on what matters to you? Completely',
    'Did the way of working suit you? Partly',
    'Over all, was that day right for you? not answered',
    'Is there anything I should know? It was loud.',
    'Who may read what you wrote? My therapist',
  ]);
  expect(answersWords('risk_alert', { answer: { item: 6, position: 1 } })).toBe('Question 6: answer 2');
  for (const table of ['administration', 'check_in'])
    expect(answersWords(table, { ...core, answers: null })).toBeNull();
  expect(answersWords('goal', { answers: [1] })).toBeNull();
});

it('stands so on the page and on paper', () => {
  const table = tableNamed('administration');
  if (!table) throw new Error('no such table');
  const words = rowWords({ id: 'x', values: { ...core, answers: [4] } }, table, 'Europe/London');
  expect(words).toContainEqual(['Answers', 'I have felt tense, anxious or nervous: Most or all of the time']);
});
