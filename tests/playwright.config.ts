import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './support/chromium.ts';

// Workers read this file again; what was found is handed down to them in the environment.
const chromium = await findChromium();
process.env.PLAYWRIGHT_CHROMIUM = chromium.executablePath;
Object.assign(process.env, chromium.env);

export default defineConfig({
  testDir: './e2e',
  projects: [
    { name: 'browser', testMatch: '**/*.e2e.ts', testIgnore: '**/*.long.e2e.ts' },
    // The whole of what the others take a sample of: npm run test:long.
    { name: 'long', testMatch: '**/*.long.e2e.ts' },
  ],
  outputDir: '../test-results',
  fullyParallel: false,
  workers: 2,
  // A test that passes the second time is a test that failed.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    trace: 'off',
    // A button that is not there is said within seconds, not at the end of the test.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    launchOptions: { executablePath: chromium.executablePath },
  },
});
