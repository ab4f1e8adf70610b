import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectComplaint, takeComplaints } from '../support/accessible.ts';
import { asStaffSay, nameOf, namesOf, type Person } from './person.ts';

/** The therapist fills in the frame, sees it as the client will, and sends it. Ends on the client's agreement page. */
export async function sendAgreement(page: Page, person: Person, how: 'online' | 'paper'): Promise<void> {
  await page.goto('/caseload');
  await expectAccessible(page, namesOf(person));
  await page.getByRole('link', { name: asStaffSay(person) }).click();
  await page.getByRole('link', { name: 'Agreement', exact: true }).click();
  await expectAccessible(page, namesOf(person));
  await page.getByRole('link', { name: 'Prepare the agreement' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /: prepare the agreement$/ })).toBeVisible();
  await page.getByLabel('Our pace').fill('Slowly, with time to be quiet.');
  await page.getByLabel('When we get stuck').fill('We say so and look at it together.');
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'See it as the client will' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /will read it$/ })).toBeVisible();
  await expectAccessible(page, namesOf(person));
  if (how === 'paper') await page.getByRole('radio', { name: 'On paper' }).check();
  await page.getByRole('button', { name: how === 'online' ? 'Send the agreement' : 'Make it for paper' }).click();
  await expect(page.getByRole('button', { name: 'Take it back' })).toBeVisible();
  await expectAccessible(page, namesOf(person));
}

/**
 * On the page of an agreement that waits: taking it back is asked first and can be left; a sign-in that lapsed while somebody typed
 * takes nothing from them, and the same button keeps their words once they are signed in again.
 */
export async function thinkAgain(page: Page, person: Person): Promise<void> {
  await page.getByRole('button', { name: /^Take it back/ }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText('No mail tells them.');
  await expectAccessible(page, namesOf(person));
  await asked.getByRole('button', { name: 'Leave it open' }).click();
  await expect(asked).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Take it back/ })).toBeVisible();

  await page.getByRole('button', { name: 'Change how we work' }).click();
  const words = 'A little quicker, when it is light.';
  await page.getByLabel('Our pace').fill(words);
  // Whoever presses it is nobody any more, as far as the server can see.
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  const refused = page.waitForResponse(/trpc\/agreements\.changeHowWeWork/);
  await page.getByRole('button', { name: 'Keep the change' }).click();
  expect((await refused).status()).toBe(401);
  await page.context().addCookies(cookies);
  await expect(page.getByRole('alert')).toBeVisible();
  expectComplaint(page, /401/);
  await expect(page.getByLabel('Our pace')).toHaveValue(words);
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'Keep the change' }).click();
  await expect(page.getByText(words)).toBeVisible();
}

/** From the summary to the signature, on a phone: every page looked at, no to the first question, yes to the others, a blank signature refused. */
export async function sign(page: Page, person: Person): Promise<void> {
  const names = namesOf(person);
  const goOn = page.getByRole('link', { name: 'Go on' }).or(page.getByRole('button', { name: 'Go on' }));
  const step = async (title: string) => {
    await expect(page).toHaveTitle(new RegExp(`^${title}`));
    await expectAccessible(page, names);
  };
  await expect(page.getByRole('heading', { level: 1, name: /^Your agreement with/ })).toBeVisible();
  // The whole text is one tap away.
  await page.getByRole('main').locator('summary').first().click();
  await expectAccessible(page, names);
  await goOn.click();

  await step('Privacy notice');
  // One tap, and its own words are what it says.
  await page.getByRole('button', { name: 'I have seen the privacy notice', exact: true }).click();
  await step('Your choice');
  for (let question = 0; (await page.title()).startsWith('Your choice'); question += 1) {
    const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    // Neither answer is chosen for anyone.
    for (const radio of await page.getByRole('radio').all()) await expect(radio).not.toBeChecked();
    // The line drops in the middle: the answer stays on the page, and goes with the signature at the latest.
    if (question === 1) await page.context().setOffline(true);
    await page
      .getByRole('radio')
      .nth(question === 0 ? 1 : 0)
      .check();
    await expectAccessible(page, names);
    await goOn.click();
    if (question === 1) {
      await page.context().setOffline(false);
      takeComplaints(page);
    }
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toHaveCount(0);
  }

  await step('Sign');
  const button = page.getByRole('main').getByRole('button', { name: /sign/i });
  await button.click();
  await expect(page.getByRole('alert')).toBeFocused();
  await step('Error: Sign');
  await page.getByLabel('Type your full name').fill(nameOf(person));
  await button.click();
  await expect(page.getByRole('heading', { level: 1, name: `Signed. Thank you, ${person.firstName}.` })).toBeVisible();
  await expectAccessible(page, names);
}

/** What stands behind a download link, with the cookies of the page that shows it. @returns its length in bytes */
export async function expectPdf(page: Page, link: RegExp): Promise<number> {
  const href = await page.getByRole('link', { name: link }).first().getAttribute('href');
  const answer = await page.request.get(href as string);
  expect(answer.headers()['content-type']).toContain('application/pdf');
  const bytes = await answer.body();
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  return bytes.byteLength;
}

/** The therapist types their own name. Ends when the seal has been made. */
export async function countersign(page: Page, person: Person, therapistName: string): Promise<void> {
  await page.reload();
  await page.getByRole('button', { name: 'Countersign' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your full name').fill(therapistName);
  await expectAccessible(page, namesOf(person));
  await dialog.getByRole('button', { name: 'Countersign' }).click();
  await expect(page.getByText(/Countersigned /)).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: /^Sealed PDF/ })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible(page, namesOf(person));
  expect(await expectPdf(page, /^Sealed PDF/)).toBeGreaterThan(10_000);
}
