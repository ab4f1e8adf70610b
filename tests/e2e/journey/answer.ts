import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { namesOf, type Person } from './person.ts';

/** The therapist asks for a check-in after each session; begins on any page of the client. */
export async function planCheckIns(page: Page, person: Person): Promise<void> {
  await page.getByRole('link', { name: 'Now', exact: true }).click();
  await expect(page.getByText(/No check-in is asked after sessions/)).toBeVisible();
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'Ask after each session' }).click();
  await expect(page.getByText(/A check-in is asked after each session/)).toBeVisible();
}

/** The therapist plans a measure; begins on any page of the client. */
export async function planMeasure(page: Page, person: Person, measure: string): Promise<void> {
  await page.getByRole('link', { name: 'Measures', exact: true }).click();
  const select = page.getByLabel('Measure', { exact: true });
  const label = (await select.getByRole('option', { name: new RegExp(`^${measure}`) }).textContent()) ?? '';
  await select.selectOption({ label });
  await page.getByRole('radio', { name: 'Once, before the next session' }).check();
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'Plan this measure' }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^Stop asking ${measure}`) })).toBeVisible();
  await expectAccessible(page, namesOf(person));
}

/**
 * One question a page. The draft survives a reload after the second; at question `riskAt` the answer says that somebody may not be safe,
 * and the client is told who reads it by when before they go on.
 */
export async function fillMeasure(page: Page, names: readonly string[], riskAt: number): Promise<void> {
  await page.getByRole('button', { name: /^(Begin|Go on)$/ }).click();
  for (let number = 1; ; number += 1) {
    const question = page.getByRole('heading', { level: 1 });
    const words = (await question.textContent()) ?? '';
    await page
      .getByRole('radio')
      .nth(number === riskAt ? 1 : 0)
      .check();
    if (number <= 2 || number === riskAt) await expectAccessible(page, names);
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByRole('heading', { level: 1, name: words, exact: true })).toHaveCount(0);
    if (number === 2) {
      await page
        .getByRole('button', { name: 'Back' })
        .or(page.getByRole('link', { name: 'Back' }))
        .click();
      await page.reload();
      await expect(page.getByRole('radio').first()).toBeChecked();
      await page.getByRole('button', { name: 'Next' }).click();
      await expect(page.getByRole('heading', { level: 1, name: words, exact: true })).toHaveCount(0);
    }
    if (number === riskAt) {
      await expect(page.getByText(/will read your answer by|cannot say when a person/).first()).toBeVisible();
      await expectAccessible(page, names);
      await page.getByRole('button', { name: /^Go on/ }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (await page.getByRole('heading', { level: 1, name: 'Check your answers' }).count()) break;
  }
  await expectAccessible(page, names);
  await page.getByRole('button', { name: /^Send my answers to/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Your answers are with/ })).toBeVisible();
  await expectAccessible(page, names);
}

/** The strip stands on every page of whoever holds the alert; reading it is not acting on it. */
export async function answerAlert(page: Page, person: Person, words: string): Promise<void> {
  await page.goto('/diary');
  const link = page.getByRole('link', { name: `Read ${person.firstName}’s answer` });
  await expect(link).toBeVisible();
  await expectAccessible(page, namesOf(person));
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: /^An answer about safety/ })).toBeVisible();
  await expectAccessible(page, namesOf(person));
  await page.getByLabel('What did you do, or what will you do?').fill(words);
  await page.getByRole('button', { name: 'Record what I did' }).click();
  await expect(page.getByRole('heading', { name: / acted at / })).toBeVisible();
  await expectAccessible(page, namesOf(person));
  await page.goto('/diary');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(link).toHaveCount(0);
}
