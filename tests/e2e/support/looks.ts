import type { Page } from '@playwright/test';

/** The attributes of the root element that the person's preferences set (packages/ui/src/preferences). */
export const looks = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  'low stimulus': { theme: 'light', stimulus: 'low' },
  'low stimulus, dark': { theme: 'dark', stimulus: 'low' },
} as const;

export type Look = keyof typeof looks;

export async function wear(page: Page, look: Look): Promise<void> {
  await page.evaluate((attributes) => {
    const { dataset } = document.documentElement;
    for (const name of ['theme', 'stimulus', 'text']) delete dataset[name];
    Object.assign(dataset, attributes);
  }, looks[look]);
}

/** Words at twice their size: the browser's own text size, which everything in rem and em follows. */
export async function doubleText(page: Page, isDouble: boolean): Promise<void> {
  await page.evaluate(
    (size) => {
      document.documentElement.style.fontSize = size;
    },
    isDouble ? '200%' : '',
  );
}
