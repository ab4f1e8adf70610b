// Runs every proof there is, from format to browser, and closes with one line: N passed, N failed.
// Words choose parts (`npm test -- unit`), other words are patterns for the test files (`npm test -- unit packages/core`).
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from './support/quick-folder.ts';
import { type Outcome, runStep } from './tools/run-step.ts';
import { chooseSteps, top } from './tools/steps.ts';

const asked = process.argv.slice(2).filter((word) => word !== '--');
const { stages, patterns } = chooseSteps(asked);
const outcomes: Outcome[] = [];
const began = Date.now();

// Where every part puts what it will not keep; an embedded server runs as another user, who must get there. It goes at the end.
const folder = mkdtempSync(join(quickFolder(), 'heather-run-'));
chmodSync(folder, 0o777);
process.env.TMPDIR = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// As `npm start` does it: servers and commands that tests start need not compile what the one before them has.
process.env.NODE_COMPILE_CACHE ??= join(top, 'node_modules', '.heather', 'compiled');

const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort(signal));
// Our parent was killed outright: nobody waits for the answer, so nothing may go on.
process.on('disconnect', () => stopped.abort('SIGTERM'));

for (const stage of stages) {
  // Steps of one stage share the cores, so their output waits for their end; a step alone speaks as it goes.
  const alone = stage.length === 1;
  outcomes.push(...(await Promise.all(stage.map((step) => runStep(step, patterns, { alone, stop: stopped.signal })))));
  if (stopped.signal.aborted) break;
}

const width = Math.max(...outcomes.map((each) => each.name.length), 4);
console.log(`\n${'step'.padEnd(width)}  passed  failed  skipped  seconds`);
for (const each of outcomes) {
  const cells = [String(each.passed).padStart(6), String(each.failed).padStart(6), String(each.skipped).padStart(7)];
  console.log(`${each.name.padEnd(width)}  ${cells.join('  ')}  ${each.seconds.toFixed(1).padStart(7)}`);
}
const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, each) => total + each[key], 0);
console.log(
  `${((Date.now() - began) / 1000).toFixed(0)} s in all${stopped.signal.aborted ? ', stopped before the end' : ''}`,
);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.disconnect?.();
process.exitCode = sum('failed') === 0 && sum('passed') > 0 && !stopped.signal.aborted ? 0 : 1;
