import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Counts, countPlaywright, countVitest, readReport } from './counts.ts';
import { type Step, top } from './steps.ts';

export type Outcome = Counts & { name: string; seconds: number };

const reports = join(top, 'node_modules', '.heather', 'reports');

/** The command with the report we count from, and the patterns for the test files. */
function prepare(step: Step, patterns: string[], report: string) {
  const [file, ...args] = step.command;
  const env = { ...process.env };
  const chosen = patterns.length > 0 ? patterns : (step.paths ?? []);
  if (step.counts === 'vitest')
    args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen);
  if (step.counts === 'playwright') {
    args.push('--reporter=list,json', ...chosen);
    env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  }
  return { file, args, env };
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch {
    // Nothing of it was left.
  }
}

/** Runs the step in a process group of its own; after its time, or when told to stop, the whole group is ended. */
function execute(step: Step, patterns: string[], report: string, options: { alone: boolean; stop: AbortSignal }) {
  const { file, args, env } = prepare(step, patterns, report);
  return new Promise<{ code: number; said: string }>((resolve) => {
    const stdio = options.alone ? 'inherit' : 'pipe';
    const child = spawn(file, args, { cwd: top, env, detached: true, stdio: ['ignore', stdio, stdio] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const end = () => {
      killGroup(child.pid, 'SIGTERM');
      setTimeout(() => killGroup(child.pid, 'SIGKILL'), 10_000).unref();
    };
    const late = setTimeout(() => {
      console.error(`${step.name} did not end within ${step.minutes} minutes`);
      end();
    }, step.minutes * 60_000);
    options.stop.addEventListener('abort', end, { once: true });
    const done = (code: number) => {
      clearTimeout(late);
      options.stop.removeEventListener('abort', end);
      killGroup(child.pid, 'SIGKILL');
      resolve({ code, said });
    };
    child.once('error', (error) => {
      said += String(error);
      done(127);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}

/** The numbers of a finished step. A tool that failed without naming a failed test (it crashed, a file did not load) is one failure. */
function count(step: Step, code: number, report: string): Counts {
  const whole = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (step.counts === 'whole') return whole;
  const read = readReport(report);
  const counts = read === undefined ? undefined : step.counts === 'vitest' ? countVitest(read) : countPlaywright(read);
  if (!counts) return { ...whole, passed: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Runs one step, says what came of it, and counts. Never throws. */
export async function runStep(
  step: Step,
  patterns: string[],
  options: { alone: boolean; stop: AbortSignal },
): Promise<Outcome> {
  mkdirSync(reports, { recursive: true });
  const report = join(reports, `${step.name.replaceAll(' ', '-')}.json`);
  rmSync(report, { force: true });
  if (options.alone) console.log(`\n▸ ${step.name}`);
  const began = Date.now();
  const { code, said } = await execute(step, patterns, report, options);
  const seconds = (Date.now() - began) / 1000;
  const counts = count(step, code, report);
  if (!options.alone) {
    console.log(`\n▸ ${step.name}: ${counts.failed === 0 ? 'passed' : 'FAILED'}, ${seconds.toFixed(1)} s`);
    if (counts.failed > 0) console.log(said.trim());
  }
  return { name: step.name, seconds, ...counts };
}
