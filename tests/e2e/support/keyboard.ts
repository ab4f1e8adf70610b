import { expect, type Locator, type Page } from '@playwright/test';

const longestWay = 80;

/** Moves by Tab alone until `target` has focus, and asserts that the focus can be seen there. @throws when no way leads there */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < longestWay; step += 1) {
    if (await hasFocus(target)) return expectFocusShown(target);
    await page.keyboard.press('Tab');
  }
  expect(await hasFocus(target), `Tab leads to ${target}`).toBe(true);
}

/** A link or button, by Tab and Enter. */
export async function pressByKey(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Counts what a finger would tap from now on, as long as the page is not loaded anew: by keyboard each press is a click as well. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { taps?: number };
    if (counted.taps === undefined)
      document.addEventListener(
        'click',
        () => {
          counted.taps = (counted.taps ?? 0) + 1;
        },
        true,
      );
    counted.taps = 0;
  });
  return () => page.evaluate(() => (globalThis as unknown as { taps: number }).taps);
}

/** One of a row of choices, counted from 0: Tab to the group, Space for the first, arrows to the choice. */
export async function chooseByKey(page: Page, group: Locator, choice: number): Promise<void> {
  const radios = group.getByRole('radio');
  const wanted = radios.nth(choice);
  for (let step = 0; step < longestWay && !(await holdsFocus(group)); step += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let step = 0; step < (await radios.count()) && !(await hasFocus(wanted)); step += 1)
    await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** On one of its choices: the heading of a question stands in the group too, and has focus when the page is new. */
const holdsFocus = (group: Locator) =>
  group.evaluate(
    (element) =>
      element.contains(document.activeElement) && (document.activeElement as HTMLInputElement | null)?.type === 'radio',
  );

async function expectFocusShown(target: Locator): Promise<void> {
  const isShown = await target.evaluate((element) => {
    // Radios and boxes may be drawn by what stands round them.
    const near = [element, element.parentElement, element.nextElementSibling].filter((each) => each !== null);
    return near.some((each) => {
      const style = getComputedStyle(each);
      return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
    });
  });
  expect(isShown, `focus can be seen on ${target}`).toBe(true);
}
