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
  expect(judge(row(more), [value], baseline === null ? [] : [baseline]).holds).toBe(holds);
});

it('takes the ratio within each round, so that a busy spell counts against neither side', () => {
  // The machine is ten times slower in two rounds of five; each round says 1.1.
  const baselines = [100, 1000, 100, 1000, 100];
  const values = baselines.map((each) => each * 1.1);
  // One round was disturbed in its half only.
  values[0] = 900;
  expect(judge(row({}), values, baselines).ratio).toBe(1.1);
});

it('refuses a target for a ratio without a baseline', () => {
  expect(() => judge(row({ target: { atMost: 1, of: 'ratio' } }), [1], [])).toThrow('no baseline');
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

it('lets the baseline go first in every other round of a row that says so', async () => {
  const order: string[] = [];
  const take = (name: string) => () => {
    order.push(name);
    return 1;
  };
  await measure(row({ rounds: 3, inTurn: true, run: take('run'), runBaseline: take('baseline') }));
  expect(order.slice(2).join(' ')).toBe('run baseline baseline run run baseline');
});
