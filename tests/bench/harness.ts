/** What a row must hold: its value (in its unit) or its ratio to the baseline may be at most this. */
export type Target = { atMost: number; of: 'value' | 'ratio' };

/**
 * One line of the benchmark. `run` does the work once and returns the measured value in `unit` (`timed` helps);
 * `runBaseline` does the same work the plain way, and `baseline` says in words which way that is. Both are run in turn,
 * round by round in the same process, so that a busy machine slows them alike.
 */
export type BenchRow = {
  name: string;
  unit: string;
  target?: Target;
  baseline?: string;
  /** What the reader must know beside the name, such as the scale. */
  note?: string;
  /** Rounds that count; one more before them warms up. 9 when nothing is said. */
  rounds?: number;
  /** Lets the baseline go first in every other round; for rows whose two sides know nothing of each other. */
  inTurn?: true;
  prepare?(): void | Promise<void>;
  run(): number | Promise<number>;
  runBaseline?(): number | Promise<number>;
  close?(): void | Promise<void>;
};

/** A row of bench-results.json. `baseline` is the baseline's own value in the same unit; null where there is nothing to say. */
export type BenchResult = {
  name: string;
  value: number;
  unit: string;
  baseline: number | null;
  ratio: number | null;
  target: string | null;
  holds: boolean | null;
};

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(values: number[]): number {
  if (values.length === 0) throw new RangeError('the median of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Four significant digits: what lies behind them is noise. */
const rounded = (value: number) => Number(value.toPrecision(4));

/**
 * Judges what the rounds measured by the row's target; `baselines` is empty where there is none. The ratio is the median of the ratios
 * within a round, not that of the two medians: a machine that is busy for some rounds then counts against neither side.
 * A target on the ratio without a baseline is a mistake in the row, and throws.
 */
export function judge(row: BenchRow, values: number[], baselines: number[]): BenchResult {
  const value = median(values);
  const baseline = baselines.length > 0 ? median(baselines) : null;
  const ratio = baseline ? median(values.map((each, round) => each / (baselines[round] as number))) : null;
  const { target } = row;
  const measured = target?.of === 'ratio' ? ratio : value;
  if (target && measured === null) throw new Error(`${row.name} has a target for its ratio and no baseline`);
  return {
    name: row.name,
    value: rounded(value),
    unit: row.unit,
    baseline: baseline === null ? null : rounded(baseline),
    ratio: ratio === null ? null : rounded(ratio),
    target: target ? `<= ${target.atMost} ${target.of === 'ratio' ? '×' : row.unit}` : null,
    holds: target && measured !== null ? measured <= target.atMost : null,
  };
}

/** Measures one row → its medians, judged. `close` runs also after a failure. */
export async function measure(row: BenchRow): Promise<BenchResult> {
  const values: number[] = [];
  const baselines: number[] = [];
  try {
    await row.prepare?.();
    await row.run();
    await row.runBaseline?.();
    for (let round = 0; round < (row.rounds ?? 9); round += 1) {
      // What the baseline copies must have been written first: only a row that says so is measured the other way round.
      const isTurned = row.inTurn && round % 2 === 1;
      if (isTurned && row.runBaseline) baselines.push(await row.runBaseline());
      values.push(await row.run());
      if (!isTurned && row.runBaseline) baselines.push(await row.runBaseline());
    }
  } finally {
    await row.close?.();
  }
  return judge(row, values, baselines);
}
