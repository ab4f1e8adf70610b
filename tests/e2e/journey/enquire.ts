import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { nameOf, type Person } from './person.ts';

/** The public enquiry, page by page, on a phone; each page looked at on its way. */
export async function enquire(page: Page, person: Person, words: { brings: string; needs: string }): Promise<void> {
  const look = () => expectAccessible(page);
  const goOn = () => page.getByRole('button', { name: 'Go on', exact: true }).click();
  const heading = (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.goto('/enquiry');
  await look();
  await page.getByRole('button', { name: 'I have seen this. Go on' }).click();
  await heading('We do not read this at once');
  await expect(page.getByRole('link', { name: '116 123' }).first()).toBeVisible();
  await look();
  await page.getByRole('button', { name: 'I can wait. Go on' }).click();

  await heading('Who you are');
  await goOn();
  // An empty page is told so, by a summary that takes focus and in the title.
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await look();
  await page.getByLabel('First name').fill(person.firstName);
  await page.getByLabel('Last name').fill(person.lastName);
  await page.getByRole('radio', { name: 'Just me' }).check();
  await look();
  await goOn();

  await heading('Which ways to reach you are safe?');
  await page.getByRole('checkbox', { name: 'E-mail' }).check();
  await look();
  await goOn();
  await page.getByLabel('E-mail', { exact: true }).fill(person.email);
  await page.getByRole('radio', { name: 'No, only me' }).check();
  await look();
  await goOn();

  await heading('When and where');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
    await page.getByRole('checkbox', { name: new RegExp(`^${day}, afternoon`) }).check();
  await page.getByRole('checkbox', { name: 'In a room' }).check();
  await page.getByLabel('Languages you would like to talk in').fill('English');
  await look();
  await goOn();
  await heading('About the therapist, and what you need');
  await page.getByRole('checkbox', { name: 'Warm' }).check();
  await page.getByLabel(/^Anything else about you/).fill(words.needs);
  await look();
  await goOn();
  await heading('What brings you here?');
  await page.getByLabel('In your own words').fill(words.brings);
  await look();
  await goOn();

  await heading('Check your answers');
  await expect(page.getByText(nameOf(person))).toBeVisible();
  await look();
  await page.getByRole('button', { name: 'Send to the practice' }).click();
  await heading('We have what you sent');
  await look();
}
