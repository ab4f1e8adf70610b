import { expect, it } from 'vitest';
import { type BenchRow, judge, measure, median } from './harness.ts';

it.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

const row = (more: Partial<BenchRow>): BenchRow => ({ name: 'x', unit: 'ms', run: () => 1, ...more });

it.each<[string, Partial<BenchRow>, number, number | null, boolean | null]>([
  ['a value at its target holds', { target: { atMost: 30, of: 'value' } }, 30, null, true],
  ['a value over it does not', { target: { atMost: 30, of: 'value' } }, 30.01, null, false],
  ['a ratio is judged by the ratio', { target: { atMost: 1.15, of: 'ratio' } }, 115, 100, true],
  ['a ratio over it does not hold', { target: { atMost: 1.15, of: 'ratio' } }, 116, 100, false],
  ['without a target nothing is claimed', {}, 5, 10, null],
])('%s', (_what, more, value, baseline, holds) => {
  expect(judge(row(more), value, baseline).holds).toBe(holds);
});

it('refuses a target for a ratio without a baseline', () => {
  expect(() => judge(row({ target: { atMost: 1, of: 'ratio' } }), 1, null)).toThrow('no baseline');
});

it('runs row and baseline in turn, takes medians after a warm-up, and closes', async () => {
  const order: string[] = [];
  const take = (name: string, values: number[]) => () => {
    order.push(name);
    return values.shift() ?? 0;
  };
  const result = await measure(
    row({
      rounds: 3,
      run: take('run', [900, 2, 4, 3]),
      runBaseline: take('baseline', [900, 1, 2, 1.5]),
      close: () => void order.push('close'),
    }),
  );
  expect(result).toMatchObject({ value: 3, baseline: 1.5, ratio: 2 });
  expect(order.join(' ')).toBe('run baseline run baseline run baseline run baseline close');
});
