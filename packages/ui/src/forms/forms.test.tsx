import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { loadLength } from '../parts/load-bar.tsx';
import { readPreferences, rootAttributes } from '../preferences/preferences.ts';
import { errorSummaryHeading } from './error-summary.tsx';
import { describedBy } from './field.tsx';
import { RadioRows } from './radio-rows.tsx';
import { savedWords } from './saved-note.tsx';

const options = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

test('no radio is ever chosen before the person has chosen', () => {
  const html = renderToStaticMarkup(
    <RadioRows name="q" legend="Q" options={options} value={null} onChange={() => {}} />,
  );
  expect(html).not.toContain('checked');
  expect(html.match(/type="radio"/g)?.length).toBe(2);
});

test('the error summary can reach a group of radios by the name of its question', () => {
  const html = renderToStaticMarkup(
    <RadioRows name="q" legend="Q" options={options} value={null} onChange={() => {}} error="Choose" />,
  );
  expect(html.match(/id="q"/g)?.length).toBe(1);
  expect(html).toContain('aria-describedby="q-error"');
});

test('a field is described by its hint, then by its message', () => {
  expect(describedBy({ name: 'n', hint: 'h', error: 'e' })).toBe('n-hint n-error');
  expect(describedBy({ name: 'n' })).toBeUndefined();
});

test('nothing is called kept before it is', () => {
  expect(savedWords({ kind: 'kept', at: '11:31' })).toBe('Kept at 11:31');
  for (const kind of ['unsaved', 'saving', 'failed'] as const) expect(savedWords({ kind })).not.toMatch(/\bkept at\b/i);
  expect(savedWords({ kind: 'unsaved', lastAt: '11:31' })).toBe('Not saved yet. Last kept at 11:31.');
});

test('a summary counts in words', () => {
  expect(errorSummaryHeading(1)).toBe('One thing to put right');
  expect(errorSummaryHeading(2)).toBe('Two things to put right');
});

test.each([
  [9, 18, 90],
  [25, 20, 180],
  [-1, 20, 0],
  [0, 0, 0],
])('%i of %i fills %i of 180', (carries, of, length) => expect(loadLength(carries, of)).toBe(length));

test('preferences from the wire fall back to the usual, one by one', () => {
  expect(readPreferences({ theme: 'dark', stimulus: 'loud', textSize: 3 })).toEqual({
    theme: 'dark',
    stimulus: 'usual',
    textSize: 'usual',
  });
  expect(readPreferences(null)).toEqual({ theme: 'system', stimulus: 'usual', textSize: 'usual' });
  expect(rootAttributes(readPreferences({ stimulus: 'low' }))).toEqual({ theme: null, stimulus: 'low', text: null });
});
