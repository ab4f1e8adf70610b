import type { Page } from '@playwright/test';

/** The attributes of the root element that the person's preferences set (packages/ui/src/preferences). */
const looks = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  'low stimulus': { theme: 'light', stimulus: 'low' },
  'low stimulus, dark': { theme: 'dark', stimulus: 'low' },
} as const;

export type Look = keyof typeof looks;

export const everyLook = Object.keys(looks) as Look[];

/** Light for every page; for each third one of the others as well, in turns. */
export function sampleOfLooks(index: number): Look[] {
  const others = everyLook.filter((look) => look !== 'light');
  return index % 3 === 0 ? ['light', others[(index / 3) % others.length] as Look] : ['light'];
}

export async function wear(page: Page, look: Look): Promise<void> {
  await page.evaluate((attributes) => {
    const { dataset } = document.documentElement;
    for (const name of ['theme', 'stimulus', 'text']) delete dataset[name];
    Object.assign(dataset, attributes);
  }, looks[look]);
}

/** The browser's own size of words, as somebody sets it for every page: all that is measured in rem or em follows. */
export async function setTextSize(page: Page, percent: 100 | 200): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', {
    fontSizes: { standard: (16 * percent) / 100, fixed: (13 * percent) / 100 },
  });
  await browser.detach();
}
