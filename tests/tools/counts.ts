import { readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number; skipped: number };

/** The JSON that a runner wrote; undefined when it wrote none, because it crashed before its end. */
export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Tests of a vitest JSON report. A file that could not be loaded has no tests to fail: it is one failure itself. */
export function countVitest(report: unknown): Counts {
  const read = report as VitestReport;
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  );
  const skipped = read.numPendingTests + read.numTodoTests;
  return { passed: read.numPassedTests, failed: read.numFailedTests + broken.length, skipped };
}

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
};

/** Tests of a Playwright JSON report. One that passed only on a second try has failed; an error outside any test is one failure. */
export function countPlaywright(report: unknown): Counts {
  const { stats, errors } = report as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}
