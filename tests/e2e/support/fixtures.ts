import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { listen } from './accessible.ts';
import { type Heather, startHeather } from './heather.ts';
import { ask, tell } from './trpc.ts';

export { expect } from '@playwright/test';

/** The sizes that people work at: a laptop in the consulting room, a small phone. */
export const laptop = { width: 1280, height: 800 };
export const phone = { width: 360, height: 780 };

export type Opened = { page: Page; context: BrowserContext };
type Open = (who: string, size?: { width: number; height: number }) => Promise<Opened>;

type Fixtures = {
  /** A browser of a member of staff of the demonstration, signed in; by full name, such as `Tomos Harries`. */
  openStaff: Open;
  /** A phone of a client of the demonstration, signed in; by place on the path: `in-therapy`, `to-sign`, `to-answer`. */
  openClient: Open;
  /** Somebody who is not signed in anywhere. */
  openSignedOut: (url: string, size?: { width: number; height: number }) => Promise<Opened>;
};

export const test = base.extend<Fixtures, { heather: Heather }>({
  heather: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names that a fixture asks for from here.
    async ({}, use) => {
      const heather = await startHeather();
      await use(heather);
      await heather.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  openSignedOut: async ({ browser }, use) => {
    const { open, close } = opener(browser);
    await use((url, size = phone) => open(url, size));
    await close();
  },
  openStaff: async ({ browser, heather }, use) => {
    const { open, close } = opener(browser);
    await use(async (who, size = laptop) => {
      const opened = await open(heather.staffUrl, size);
      await signInStaff(opened.context, heather.staffUrl, who);
      return opened;
    });
    await close();
  },
  openClient: async ({ browser, heather }, use) => {
    const { open, close } = opener(browser);
    await use(async (who, size = phone) => {
      const opened = await open(heather.clientUrl, size);
      await signInClient(opened.context, heather.clientUrl, who);
      return opened;
    });
    await close();
  },
});

function opener(browser: Browser) {
  const contexts: BrowserContext[] = [];
  const open = async (baseURL: string, viewport: { width: number; height: number }): Promise<Opened> => {
    const context = await browser.newContext({
      baseURL,
      viewport,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    const page = await context.newPage();
    listen(page);
    return { page, context };
  };
  return { open, close: () => Promise.all(contexts.map((context) => context.close())) };
}

/** The demonstration's one click, without its page. */
export async function signInStaff(context: BrowserContext, url: string, name: string): Promise<string> {
  const { people } = await ask<{ people: { staffId: string; name: string }[] }>(
    context.request,
    url,
    'demonstration.status',
  );
  const staffId = people.find((person) => person.name === name)?.staffId;
  if (!staffId) throw new Error(`The demonstration has no ${name}: ${people.map((person) => person.name).join(', ')}`);
  await tell(context.request, url, 'demonstration.signIn', { staffId });
  return staffId;
}

export async function signInClient(context: BrowserContext, url: string, place: string): Promise<string> {
  const { people } = await ask<{ people: { clientId: string; place: string }[] }>(
    context.request,
    url,
    'demonstration.status',
  );
  const clientId = people.find((person) => person.place === place)?.clientId;
  if (!clientId) throw new Error(`The demonstration has nobody ${place}`);
  await tell(context.request, url, 'demonstration.signIn', { clientId });
  return clientId;
}
