import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One thing that `npm test` does. `counts` says how its result becomes numbers: one for the whole, or one a test. */
export type Step = {
  name: string;
  counts: 'whole' | 'vitest' | 'playwright';
  command: [file: string, ...args: string[]];
  /** Which files it takes when no pattern names any: a tool runs what fits one of its words, so these and a pattern would be more. */
  paths?: string[];
  minutes: number;
};

export const top = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name: string) => join(top, 'node_modules', '.bin', name);
const testBin = (name: string) => join(top, 'tests', 'node_modules', '.bin', name);

// Every package is looked at, also after one that failed: one run then says all there is to mend.
const turboWords = ['--output-logs=errors-only', '--log-order=grouped', '--continue=dependencies-successful'];
const turbo = (task: string, ...more: string[]): Step['command'] => [bin('turbo'), 'run', task, ...turboWords, ...more];
// The tests' own check has the server and the seed in it (tests/tsconfig.json): each of them by itself would do the same again.
const checkedWithTests = ['--filter=!@heather/api', '--filter=!@heather/seed'];
const whole = (name: string, command: Step['command'], minutes = 5): Step => ({
  name,
  counts: 'whole',
  command,
  minutes,
});
const vitest = (name: string, project: string, minutes: number, ...paths: string[]): Step => {
  const config = join('tests', 'vitest.config.ts');
  return {
    name,
    counts: 'vitest',
    command: [testBin('vitest'), 'run', '-c', config, '--project', project],
    paths,
    minutes,
  };
};

const walls: Step['command'] = [process.execPath, join('tests', 'walls', 'check.ts')];
const generate = whole('generate', turbo('generate'));
const check = [
  [
    whole('format and lint', [bin('biome'), 'ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=50', '.']),
    whole('walls', walls),
  ],
  [
    whole('unused', [bin('knip'), '--config', join('tools', 'knip.json'), '--no-progress']),
    whole('types', turbo('typecheck', ...checkedWithTests), 10),
  ],
];
const unit = vitest('unit', 'unit', 10);
const build = whole('build', turbo('build'), 10);
// The three at once, and one fork more than there are cores: what waits for a killed server to come back leaves its core to the others.
const all = vitest(
  'integration, security, faults',
  'integration',
  40,
  'tests/integration',
  'tests/security',
  'tests/faults',
);
const server: Step = { ...all, command: [...all.command, '--maxWorkers=3'] };
const playwright = (name: string, project: string, minutes: number): Step => ({
  name,
  counts: 'playwright',
  command: [testBin('playwright'), 'test', '--config', join('tests', 'playwright.config.ts'), '--project', project],
  minutes,
});

// Each part is a list of stages, each stage the steps that run side by side.
const parts: Record<string, Step[][]> = {
  check: [[generate], ...check],
  format: [[check[0]?.[0] as Step]],
  walls: [[check[0]?.[1] as Step]],
  unused: [[generate], [check[1]?.[0] as Step]],
  types: [[generate], [check[1]?.[1] as Step]],
  unit: [[generate], [unit]],
  integration: [[generate], [build], [vitest('integration', 'integration', 20, 'tests/integration')]],
  security: [[generate], [build], [vitest('security', 'integration', 20, 'tests/security')]],
  faults: [[generate], [build], [vitest('faults', 'integration', 20, 'tests/faults')]],
  server: [[generate], [build], [server]],
  browser: [[generate], [build], [playwright('browser', 'browser', 30)]],
  long: [[generate], [build], [vitest('long', 'long', 600)], [playwright('browser, all of it', 'long', 120)]],
};
const everything = ['check', 'unit', 'server', 'browser'];

/** The stages that the words on the command line ask for (all but `long`, when they name none), and what is left as patterns. */
export function chooseSteps(words: string[]): { stages: Step[][]; patterns: string[] } {
  const named = words.filter((word) => Object.hasOwn(parts, word));
  const patterns = words.filter((word) => !named.includes(word));
  const wanted = named.length > 0 ? named : everything;
  const seen = new Set<string>();
  const stages: Step[][] = [];
  for (const stage of wanted.flatMap((part) => parts[part] ?? [])) {
    const fresh = stage.filter((step) => !seen.has(step.name));
    for (const step of fresh) seen.add(step.name);
    if (fresh.length > 0) stages.push(fresh);
  }
  return { stages, patterns };
}
