import type { Page } from '@playwright/test';
import { expectAccessible, expectComplaint } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';

/** A device with a finger or a PIN, as Chromium's own tests make one; the ceremonies are real, end to end. */
async function addAuthenticator(page: Page): Promise<void> {
  // A page that has not the focus is never asked for a passkey.
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

test('a client sets up a passkey, signs in with it alone, and removes it', async ({ openClient }) => {
  const { page } = await openClient('in-therapy');
  await addAuthenticator(page);
  await page.goto('/sign-in/passkey?back=/account');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Set up a passkey' }).click();
  await expect(page.getByRole('button', { name: /Remove the passkey/ })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  await page.goto('/sign-in?back=/account');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Who opened your record' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /Remove the passkey/ }).click();
  await expect(page.getByText('You have none.')).toBeVisible();
});

test('a member of staff proves themselves with a passkey, and keeps the last second step', async ({ openStaff }) => {
  const { page } = await openStaff('Niamh Fallon');
  await addAuthenticator(page);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const remove = page.getByRole('button', { name: /Remove the passkey/ });
  await expect(remove).toBeVisible();
  await remove.click();
  await expect(page.getByText('This is your only second step.')).toBeVisible();
  expectComplaint(page, /409/);
  await expectAccessible(page);

  await page.goto('/sign-in/confirm?back=/account');
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);

  await page.goto('/sign-in?back=/account');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible();
});
