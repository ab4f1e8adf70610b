import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

const tests = dirname(fileURLToPath(import.meta.url));
const setup = (name: string) => join(tests, 'support', name);
const long = '**/*.long.test.ts';

/**
 * Files that kill servers and wait for them to come back begin first: they are short to read and long to run, and one that is begun last
 * keeps everybody waiting for it alone.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: (typeof files)[number]) =>
      /\/tests\/(faults|security)\/|\/backup\.test\.ts$/.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  root: dirname(tests),
  cacheDir: join(tests, 'node_modules', '.vite'),
  test: {
    // Two cores. A fork a file, so that one file's leftovers never reach the next; but see integration.
    pool: 'forks',
    maxWorkers: 2,
    retry: 0,
    sequence: { sequencer: LongFirst },
    allowOnly: false,
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{packages,apps}/*/src/**/*.test.{ts,tsx}',
            'prisma/**/*.test.ts',
            'tests/{walls,tools,support,bench}/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', long],
          setupFiles: [setup('vitest-setup-network.ts'), setup('vitest-setup-console.ts')],
          // Long enough for a property on a busy machine; a unit that hangs still ends.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,security,faults}/**/*.test.ts'],
          exclude: ['**/node_modules/**', long],
          // The server's modules and the test databases last for all files of a fork: loading them again for each cost as much as
          // the tests. What a file changes of the process (environment, clock) it must put back.
          isolate: false,
          setupFiles: [setup('vitest-setup-network.ts')],
          globalSetup: [setup('postgres-global-setup.ts')],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [long],
          exclude: ['**/node_modules/**'],
          setupFiles: [setup('vitest-setup-network.ts')],
          globalSetup: [setup('postgres-global-setup.ts')],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
