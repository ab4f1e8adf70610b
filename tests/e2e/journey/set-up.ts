import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';

const password = 'lantern orchard nine tides';

/** A device with a finger or a PIN, as Chromium's own tests make one. */
async function addAuthenticator(page: Page): Promise<void> {
  await page.bringToFront();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A password of one's own, then a passkey as the second step. Begins on the invitation's page, ends on the first one inside. */
export async function comeIn(page: Page, button: string): Promise<void> {
  await addAuthenticator(page);
  await page.getByLabel('A new password').fill(password);
  await expectAccessible(page);
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Set up a second step' })).toBeVisible();
  await expectAccessible(page);
  await page.bringToFront();
  await page.getByRole('button', { name: 'Set up a passkey' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Set up a second step' })).toHaveCount(0);
}

export async function fillIdentity(page: Page): Promise<void> {
  await page.goto('/set-up/identity');
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('What the practice is called').fill('Alder House Counselling');
  await page.getByLabel('Nation').selectOption('England and Wales');
  await page.getByLabel('Who is responsible for the data').fill('Alder House CIC');
  await page.getByLabel('Their address').fill('3 Alder Way, Hexham NE46 1AA');
  await page.getByLabel('Registration with the Information Commissioner').fill('ZA123456');
  await page.getByLabel('Telephone').fill('01434 496 0000');
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible();
  await expectAccessible(page);
}

export async function readingHours(page: Page): Promise<void> {
  await page.goto('/set-up/hours');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await page.getByLabel(`${day} from`).fill('09:00');
    await page.getByLabel(`${day} until`).fill('18:00');
  }
  await page.getByRole('button', { name: 'Keep these hours' }).click();
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible();
  await expectAccessible(page);
}

/** Each document is opened, refused unread, read and published. */
export async function publishAll(page: Page): Promise<void> {
  for (const title of ['Working agreement', 'Privacy notice', 'Your choices']) {
    await page.goto('/set-up/agreements');
    await expectAccessible(page);
    await page.getByRole('link', { name: title }).click();
    const publish = page.getByRole('button', { name: 'Publish for England and Wales' });
    await publish.click();
    await expect(page.getByRole('alert')).toBeFocused();
    // The questions name nobody; the other two name the practice as it was just called.
    if (title !== 'Your choices') await expect(page.getByRole('main').getByText('Alder House').first()).toBeVisible();
    await page.getByRole('checkbox', { name: /^I have read this document/ }).check();
    await publish.click();
    await expect(page.getByText(/^It is published\./)).toBeVisible();
    await expectAccessible(page);
  }
}

export async function inviteStaff(page: Page, name: string, email: string, role: string): Promise<void> {
  await page.goto('/staff/new');
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('Short name').fill(name.replace(/ (\w)\w*$/, ' $1.'));
  await page.getByLabel('Work e-mail address').fill(email);
  await page.getByRole('checkbox', { name: new RegExp(`^${role}`) }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The invitation is on its way' })).toBeVisible();
  await expectAccessible(page);
}

/** Registration, insurance and how they work; the fee comes from the practice's list. Begins on the person's page. */
export async function saveProfile(page: Page): Promise<void> {
  await page.getByLabel('Professional body').fill('BACP');
  await page.getByLabel('Registration number').fill('00412345');
  await page.getByLabel('Insurance with').fill('Example Mutual');
  const until = Temporal.Now.plainDateISO('Europe/London').add({ days: 300 });
  await page.getByLabel('Insured until').fill(until.toString());
  await expect(page.getByLabel('Fee in pounds', { exact: true })).toHaveValue('55');
  await page.getByRole('checkbox', { name: 'In a room' }).check();
  await page.getByLabel('Ways of working').fill('integrative');
  await page.getByRole('button', { name: 'Keep the profile' }).click();
  await expect(page.getByText('Kept.', { exact: true })).toBeVisible();
  await expectAccessible(page);
}

/** Two stretches of the week, in the garden room. */
export async function saveHours(page: Page): Promise<void> {
  for (const at of [0, 1]) {
    await page.getByRole('button', { name: 'Add hours' }).click();
    const stretch = page.getByRole('group', { name: `Hours ${at + 1}` });
    await stretch.getByLabel('Day').selectOption(['Tuesday', 'Thursday'][at] as string);
    await stretch.getByLabel('How').selectOption('In a room');
    await stretch.getByLabel('Room').selectOption('Garden room');
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Keep the hours' }).click();
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: 'Weekly hours' }) });
  await expect(form.getByText('Kept.', { exact: true })).toBeVisible();
  await expectAccessible(page);
}
