import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { listen } from './accessible.ts';
import { type Heather, startHeather } from './heather.ts';
import { ask, tell } from './trpc.ts';

export { expect } from '@playwright/test';

/** The sizes that people work at: a laptop in the consulting room, a small phone. */
export const laptop = { width: 1280, height: 800 };
export const phone = { width: 360, height: 780 };

export type Opened = { page: Page; context: BrowserContext };
type Size = { width: number; height: number };

/** As the therapist's caseload names them: `{ of: 'Leila Anwar', name: 'Hollie M.' }`. */
type Client = { of: string; name: string };

export type Fixtures = {
  /** A browser of a member of staff of the demonstration, signed in; by name, `Tomos Harries` or `Tomos H.` */
  openStaff: (who: string, size?: Size) => Promise<Opened & { fullName: string }>;
  /** A phone of a client of the demonstration, signed in; by place on the path (`to-sign`, `to-answer`) or by therapist and name. */
  openClient: (who: string | Client, size?: Size) => Promise<Opened>;
  /** Somebody who is not signed in anywhere. */
  openSignedOut: (url: string, size?: Size) => Promise<Opened>;
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
      return { ...opened, fullName: await signInStaff(opened.context, heather.staffUrl, who) };
    });
    await close();
  },
  openClient: async ({ browser, heather, openStaff }, use) => {
    const { open, close } = opener(browser);
    await use(async (who, size = phone) => {
      const opened = await open(heather.clientUrl, size);
      const clientId =
        typeof who === 'string'
          ? await clientAt(opened.context, heather.clientUrl, who)
          : await clientOf((await openStaff(who.of)).context, heather.staffUrl, who.name);
      await tell(opened.context.request, heather.clientUrl, 'demonstration.signIn', { clientId });
      return opened;
    });
    await close();
  },
});

function opener(browser: Browser) {
  const contexts: BrowserContext[] = [];
  const open = async (baseURL: string, viewport: Size): Promise<Opened> => {
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

/** The demonstration's one click, without its page. @returns the full name */
async function signInStaff(context: BrowserContext, url: string, name: string): Promise<string> {
  type People = { people: { staffId: string; name: string }[] };
  const { people } = await ask<People>(context.request, url, 'demonstration.status');
  const found = oneOf(people, (person) => person.name.startsWith(name.replace(/\.$/, '')), name);
  await tell(context.request, url, 'demonstration.signIn', { staffId: found.staffId });
  return found.name;
}

async function clientAt(context: BrowserContext, url: string, place: string): Promise<string> {
  type People = { people: { clientId: string; place: string }[] };
  const { people } = await ask<People>(context.request, url, 'demonstration.status');
  return oneOf(people, (person) => person.place === place, place).clientId;
}

async function clientOf(therapist: BrowserContext, url: string, name: string): Promise<string> {
  type Caseload = { clients: { clientId: string; name: string }[] };
  const { clients } = await ask<Caseload>(therapist.request, url, 'clients.list');
  return oneOf(clients, (client) => client.name === name, name).clientId;
}

function oneOf<T>(people: readonly T[], isMeant: (person: T) => boolean, words: string): T {
  const found = people.find(isMeant);
  if (!found) throw new Error(`The demonstration has no ${words}.`);
  return found;
}
