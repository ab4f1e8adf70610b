import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { asStaffSay, type Person } from './person.ts';

/** The clinical lead reads what brings them and puts them on the waiting list. */
export async function triage(page: Page, person: Person, brings: string, lead = 'Ruth'): Promise<void> {
  await page.goto('/enquiries');
  await expectAccessible(page, [person.lastName]);
  await page.getByRole('link', { name: asStaffSay(person) }).click();
  await expect(page.getByRole('heading', { level: 1, name: asStaffSay(person) })).toBeVisible();
  await page.getByRole('button', { name: 'Read what brings them' }).click();
  await expect(page.getByText(brings)).toBeVisible();
  await page.getByRole('radio', { name: /^Suitable/ }).check();
  await page.getByLabel('Note for the therapist').fill('Would like to begin soon.');
  await expectAccessible(page, [person.lastName]);
  await page.getByRole('button', { name: 'Put on the waiting list' }).click();
  await expect(page.getByText(new RegExp(`decided by ${lead}`))).toBeVisible();
  await expectAccessible(page, [person.lastName]);
}

/** The manager holds the first free place that anybody has for them. What brings them is nowhere on the page. @returns the therapist's name as the page says it */
export async function offerPlace(page: Page, person: Person, brings: string): Promise<string> {
  await page.goto('/allocation');
  await page
    .getByRole('navigation', { name: 'Waiting list' })
    .getByRole('link', { name: asStaffSay(person) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: asStaffSay(person) })).toBeVisible();
  await expect(page.getByText('What brings them is not shown here')).toBeVisible();
  await expect(page.getByText(brings)).toHaveCount(0);
  const place = page.getByRole('radio').first();
  await place.check();
  const offer = page.getByRole('region', { name: 'Offer' });
  const chosen = ((await offer.getByRole('heading').textContent()) ?? '').split(',')[0] as string;
  await expectAccessible(page, [person.lastName]);
  await offer.getByRole('button', { name: /^Hold and offer to/ }).click();
  await expect(page.getByRole('heading', { name: `A place with ${chosen} is held` })).toBeVisible();
  await expectAccessible(page, [person.lastName]);
  return chosen;
}

/** The therapist reads what was asked, says that there is no conflict of role, and offers it on. */
export async function acceptAsTherapist(page: Page, person: Person, brings: string): Promise<void> {
  await page.goto('/offers');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: asStaffSay(person) }) });
  await row.getByRole('button', { name: 'Read what brings them' }).click();
  await expect(row.getByText(brings)).toBeVisible();
  await row.getByRole('radio', { name: 'No', exact: true }).check();
  await expectAccessible(page, [person.lastName]);
  await row.getByRole('button', { name: /^Yes, offer it to/ }).click();
  await expect(row.getByRole('button', { name: /^Yes, offer it to/ })).toHaveCount(0);
  await expectAccessible(page, [person.lastName]);
}
