import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Everything the browser complained of since the page was opened: script errors, refused styles and scripts, failed fetches. */
const complaints = new WeakMap<Page, string[]>();

/** Call once for a page, before it goes anywhere. */
export function listen(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(`${message.text()} (${new URL(page.url()).pathname})`);
  });
  page.on('pageerror', (error) => heard.push(String(error)));
}

/** Takes back what is meant to happen in this test, such as the refusal of a wrong code. @throws when it did not happen */
export function expectComplaint(page: Page, pattern: RegExp): void {
  const heard = complaints.get(page) ?? [];
  const at = heard.findIndex((words) => pattern.test(words));
  expect(at, `${pattern} among ${JSON.stringify(heard)}`).toBeGreaterThanOrEqual(0);
  heard.splice(at, 1);
}

/** All of them so far, and forgotten. */
export function takeComplaints(page: Page): string[] {
  return complaints.get(page)?.splice(0) ?? [];
}

export function expectNoComplaints(page: Page): void {
  expect(complaints.get(page) ?? [], 'what the browser complained of').toEqual([]);
}

/** A page is there once it has its one heading and says nowhere that more is on its way. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Loading', { exact: false }).filter({ visible: true })).toHaveCount(0);
}

/** What a page says that is not there, or that failed. */
export const apologies =
  /^(There is nothing here|This page cannot be shown just now|This page is not part of your work)$/;

/** Nobody has to scroll sideways to read. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  expect(wide, `width of ${new URL(page.url()).pathname} in a window of ${seen}`).toBeLessThanOrEqual(seen);
}

/** WCAG 2.2 AA by axe, as far as a machine can tell; each finding as a line that says what and where. */
export async function axeFindings(page: Page): Promise<string[]> {
  // "Exit this page" and "Crisis help" stay in sight while a page scrolls; what they then cover is a scroll away, and axe cannot scroll:
  // it sees the page in a window as long as the page. Two frames later that stands.
  const usual = page.viewportSize();
  const long = await page.evaluate(() => document.documentElement.scrollHeight);
  const isLonger = usual !== null && long > usual.height;
  if (isLonger) await page.setViewportSize({ width: usual.width, height: long });
  await page.evaluate(
    () =>
      new Promise((done) => {
        scrollTo({ top: 0, behavior: 'instant' });
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
  // Once a page: its half a megabyte takes as long to read as the page takes to look at.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (values) =>
      (
        await (window as unknown as { axe: typeof axe }).axe.run(document, {
          runOnly: { type: 'tag', values },
          // What passed is not looked at, so it need not all be written down; there is no sound to load first.
          resultTypes: ['violations'],
          preload: false,
        })
      ).violations,
    tags,
  );
  if (isLonger) await page.setViewportSize(usual);
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id} at ${node.target.join(' ')}: ${node.any[0]?.message ?? violation.help}`,
    ),
  );
}

/** The state that the page is in now: axe finds nothing, nothing scrolls sideways, the browser has not complained, no name stands in title or address. */
export async function expectAccessible(page: Page, names: readonly string[] = []): Promise<void> {
  await settled(page);
  await expect(page.getByRole('heading', { level: 1, name: apologies })).toHaveCount(0);
  expect(await axeFindings(page), `axe on ${new URL(page.url()).pathname}`).toEqual([]);
  await expectNoSidewaysScroll(page);
  expectNoComplaints(page);
  await expectNoName(page, names);
}

/** Shoulders and histories show the title and the address: neither says who somebody is. */
export async function expectNoName(page: Page, names: readonly string[]): Promise<void> {
  const shown = `${await page.title()} ${decodeURIComponent(page.url())}`.toLowerCase();
  for (const name of names) expect(shown, 'title and address').not.toContain(name.toLowerCase());
}

/** Nothing stays at rest in the browser. */
export async function expectNothingKept(page: Page): Promise<void> {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map((each) => each.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: {}, session: {}, databases: [], caches: [], workers: 0 });
}
