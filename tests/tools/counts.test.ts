import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from './counts.ts';
import { chooseSteps } from './steps.ts';

it('counts a test file that did not load as one failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

it('counts a browser test that passed only on a second try as failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
  expect(countPlaywright({ stats, errors: [{}] }).failed).toBe(3);
});

const names = (words: string[]) => chooseSteps(words).stages.map((stage) => stage.map((step) => step.name).join(' + '));

it('runs everything but the long sweeps, each step once', () => {
  expect(names([])).toEqual([
    'generate',
    'format and lint + walls',
    'unused + types',
    'unit',
    'build',
    'integration, security, faults',
    'browser',
  ]);
});

it('runs the part that is asked for, and passes on the rest as patterns', () => {
  expect(names(['unit'])).toEqual(['generate', 'unit']);
  expect(names(['long'])).toEqual(['generate', 'build', 'long', 'browser, all of it']);
  expect(chooseSteps(['unit', 'packages/core']).patterns).toEqual(['packages/core']);
});
