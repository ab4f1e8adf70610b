import { keyedValue, measures } from '@heather/outcomes';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { looksLikeMeans, scoreOf } from './read-score.ts';

const none = (key: keyof typeof measures) => measures[key].items.map(() => '');
const of = (key: keyof typeof measures, total: string, answers = none(key)) => scoreOf(measures[key], total, answers);

describe('a past score', () => {
  test.each([
    ['phq-9', '14', { total: 14, band: 'moderate', isCase: true, answers: null, missing: null, prorated: null }],
    ['phq-9', '0', { total: 0, isCase: false }],
    ['core-10', '17', { total: 17 }],
    ['core-om', '17.35', { total: 17.35 }],
  ] as const)('%s with the total %s alone is kept', (key, total, score) =>
    expect(of(key, total)).toMatchObject({ ok: true, score: { ...score, definitionVersion: measures[key].version } }),
  );

  test.each([
    ['phq-9', '28', 'total-out-of-range'],
    ['phq-9', '-1', 'total-bad'],
    ['phq-9', '13.5', 'total-bad'],
    ['phq-9', 'severe', 'total-bad'],
    ['phq-9', '1e1', 'total-bad'],
    ['phq-9', '', 'total-missing'],
    ['core-10', '40.01', 'total-out-of-range'],
  ] as const)('%s with the total “%s” is refused: %s', (key, total, problem) =>
    expect(of(key, total)).toMatchObject({ ok: false, problem }),
  );

  it('is scored anew from its answers, and held against its total', () => {
    const answers = '1 1 2 1 0 1 1 0 1'.split(' ');
    expect(of('phq-9', '', answers)).toMatchObject({
      ok: true,
      score: { total: 8, missing: 0, answers: answers.map(Number) },
    });
    expect(of('phq-9', '8', answers)).toMatchObject({ ok: true });
    expect(of('phq-9', '9', answers)).toMatchObject({ ok: false, problem: 'total-differs' });
    expect(of('phq-9', '', ['', ...answers.slice(1)])).toMatchObject({ ok: false, problem: 'answers-missing' });
    expect(of('phq-9', '', ['4', ...answers.slice(1)])).toMatchObject({ ok: false, problem: 'answers-bad' });
    expect(of('phq-9', '', ['x', ...answers.slice(1)])).toMatchObject({ ok: false, problem: 'answers-bad' });
  });

  it('with questions that count backwards is read by its total or not at all: ticks and what they are worth come to one and the same', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 10, maxLength: 10 }), (ticks) => {
        const worth = ticks.map((tick, at) => keyedValue(measures['core-10'].items[at] as never, tick));
        const total = String(worth.reduce((sum, each) => sum + each, 0));
        const isSame = worth.every((each, at) => each === ticks[at]);
        const sumOfTicks = ticks.reduce((sum, each) => sum + each, 0);
        const isTwoWays = !isSame && String(sumOfTicks) === total;
        for (const given of [ticks, worth]) {
          const read = of('core-10', total, given.map(String));
          if (isTwoWays) expect(read).toMatchObject({ ok: false, problem: 'answers-two-ways' });
          else expect(read).toMatchObject({ ok: true, score: { total: Number(total), answers: ticks } });
          if (!isSame)
            expect(of('core-10', '', given.map(String))).toMatchObject({ ok: false, problem: 'answers-need-total' });
        }
      }),
    ));

  it('never throws, whatever stands in its cells', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(measures) as (keyof typeof measures)[])),
        fc.string(),
        fc.array(fc.string({ maxLength: 3 })),
        (key, total, cells) => {
          const answers = none(key).map((_, at) => cells[at] ?? '');
          const read = of(key, total.trim(), answers);
          if (!read.ok) return;
          expect(read.score.total).toBeGreaterThanOrEqual(measures[key].range.min);
          expect(read.score.total).toBeLessThanOrEqual(measures[key].range.max);
        },
      ),
    ));

  it('of a mean that nobody multiplied is seen over the file', () => {
    expect(looksLikeMeans('core-om', [1.2, 2.5, 0])).toBe(true);
    expect(looksLikeMeans('core-om', [1.2, 17])).toBe(false);
    expect(looksLikeMeans('core-10', [1, 2])).toBe(false);
    expect(looksLikeMeans('phq-9', [1, 2])).toBe(false);
  });
});
