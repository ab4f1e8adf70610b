// Measures every row of tests/bench/*.bench.ts whose name contains one of the given words (all, when none is given),
// prints a table and writes bench-results.json. A target that is missed is said in the table; with --strict it also makes the
// exit code 1. A row that could not be measured always does.
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { top } from '../tools/steps.ts';
import { type BenchResult, type BenchRow, measure } from './harness.ts';

process.on('disconnect', () => process.exit(1));

const words = process.argv.slice(2).filter((word) => word !== '--');
const isStrict = words.includes('--strict');
const patterns = words.filter((word) => word !== '--strict');
const files = globSync('tests/bench/*.bench.ts', { cwd: top }).sort();
/** `close` ends what the rows of one file share. */
type BenchFile = { rows: BenchRow[]; close?: () => Promise<void> };
const modules: BenchFile[] = [];
for (const file of files) modules.push((await import(pathToFileURL(join(top, file)).href)) as BenchFile);
const rows = modules.flatMap((module) => module.rows);
const wanted = rows.filter(({ name }) => patterns.length === 0 || patterns.some((pattern) => name.includes(pattern)));
if (wanted.length === 0) {
  console.error(`No row is called that. There are: ${rows.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const results: BenchResult[] = [];
const failed: string[] = [];
for (const row of wanted) {
  const module = modules.find((each) => each.rows.includes(row));
  const [note, baseline] = [row.note ? ` ${row.note}` : '', row.baseline ? ` against ${row.baseline}` : ''];
  console.error(`measuring ${row.name}${note}${baseline} …`);
  try {
    results.push(await measure(row));
  } catch (error) {
    failed.push(row.name);
    console.error(error);
  }
  if (wanted.findLast((each) => module?.rows.includes(each)) === row) await module?.close?.();
}

const show = (value: number | null) => (value === null ? '–' : String(value));
const holds = (value: boolean | null) => (value === null ? '–' : value ? 'holds' : 'MISSED');
const head = ['name', 'value', 'unit', 'baseline', 'ratio', 'target', ''];
const body = results.map((each) => [
  each.name,
  show(each.value),
  each.unit,
  show(each.baseline),
  show(each.ratio),
  each.target ?? '–',
  holds(each.holds),
]);
const widths = head.map((_, column) => Math.max(...[head, ...body].map((line) => line[column]?.length ?? 0)));
for (const line of [head, ...body])
  console.log(
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
for (const { name, note } of wanted) if (note) console.log(`${name} is ${note}`);
writeFileSync(join(top, 'bench-results.json'), `${JSON.stringify(results, null, 2)}\n`);
if (failed.length > 0) console.log(`could not be measured: ${failed.join(', ')}`);
process.disconnect?.();
process.exit(failed.length > 0 || (isStrict && results.some((each) => each.holds === false)) ? 1 : 0);
