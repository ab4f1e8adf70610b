import { expect, type Page } from '@playwright/test';
import { apologies, axeFindings, expectNoName, settled, takeComplaints } from './accessible.ts';
import type { Ids } from './ids.ts';
import { type Look, setTextSize, wear } from './looks.ts';

/** `/clients/:clientId/course` with the ids filled in. @throws for a parameter that no id is known for */
export function pathOf(pattern: string, ids: Ids): string {
  return pattern.replace(/:(\w+)/g, (_whole, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`No id is known for ${name} of ${pattern}`);
    return id;
  });
}

/** Everything that is wrong with one page in these sizes and looks, each as a line; an empty list is a good page. */
async function findings(
  page: Page,
  path: string,
  options: { widths: readonly number[]; looks: readonly Look[]; isRefused?: boolean },
): Promise<string[]> {
  const found: string[] = [];
  await page.goto(path);
  await settled(page);
  if (await page.getByRole('heading', { level: 1, name: apologies }).count()) return ['there is no such page'];
  for (const width of options.widths) {
    await page.setViewportSize({ width, height: width < 800 ? 780 : 800 });
    for (const look of options.looks) {
      await wear(page, look);
      for (const line of await axeFindings(page)) found.push(`${width}, ${look}: ${line}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${width}, ${look}: ${wide} pixels wide`);
    }
  }
  // At 320 pixels, with words at twice their size too: desks as clients' pages. A wide table scrolls in a region of its own.
  const narrow = 320;
  for (const percent of [100, 200] as const) {
    await page.setViewportSize({ width: narrow, height: 640 });
    await setTextSize(page, percent);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > narrow) found.push(`${narrow}, words at ${percent} %: ${wide} pixels wide`);
  }
  await setTextSize(page, 100);
  // The second step of a sign-in, opened without the first: the page says so in words, the browser in its console.
  found.push(...takeComplaints(page).filter((words) => !(options.isRefused && /401|410/.test(words))));
  await expectNoName(page, []);
  return found;
}

/** The page's findings as one failure that names it. Soft, so that one run says all there is to mend. */
export async function expectGood(...of: Parameters<typeof findings>): Promise<void> {
  expect.soft(await findings(...of), of[1]).toEqual([]);
}
