// Takes the pictures of the README from the real product: node tests/e2e/take-pictures.ts
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { startHeather } from './support/heather.ts';
import { ask, tell } from './support/trpc.ts';

const docs = process.argv[2] ?? fileURLToPath(new URL('../../packages/ui/pictures', import.meta.url));
mkdirSync(docs, { recursive: true });
const found = await findChromium();
const heather = await startHeather();
const browser = await chromium.launch({ executablePath: found.executablePath, env: { ...process.env, ...found.env } });
try {
  const open = (baseURL: string, width: number, height: number, deviceScaleFactor: number) =>
    browser.newContext({
      baseURL,
      viewport: { width, height },
      deviceScaleFactor,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
  const staff = await open(heather.staffUrl, 1280, 800, 1);
  type Staff = { people: { staffId: string; name: string }[] };
  const { people } = await ask<Staff>(staff.request, heather.staffUrl, 'demonstration.status');
  const tomos = people.find(({ name }) => name === 'Tomos Harries');
  await tell(staff.request, heather.staffUrl, 'demonstration.signIn', { staffId: tomos?.staffId });
  const day = await staff.newPage();
  await day.goto('/');
  await day.getByRole('list', { name: 'Today’s sessions' }).waitFor();
  await day.evaluate(() => document.fonts.ready);
  await day.screenshot({ path: join(docs, 'therapist-day.png') });

  const client = await open(heather.clientUrl, 360, 780, 2);
  type Clients = { people: { clientId: string; place: string }[] };
  const clients = await ask<Clients>(client.request, heather.clientUrl, 'demonstration.status');
  const signer = clients.people.find(({ place }) => place === 'to-sign');
  await tell(client.request, heather.clientUrl, 'demonstration.signIn', { clientId: signer?.clientId });
  type Mine = { agreements: { packId: string }[] };
  const { agreements } = await ask<Mine>(client.request, heather.clientUrl, 'agreements.mine');
  const phone = await client.newPage();
  await phone.goto(`/agreement/${agreements[0]?.packId}`);
  await phone.getByRole('heading', { level: 1, name: /^Your agreement with/ }).waitFor();
  await phone.evaluate(() => document.fonts.ready);
  await phone.screenshot({ path: join(docs, 'sign-agreement.png') });
} finally {
  await browser.close();
  await heather.stop();
}
