import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { asStaffSay, nameOf, namesOf, type Person } from './person.ts';

/** Somebody rings: the front desk takes down how to reach them and what they ask for. */
export async function takeCall(page: Page, person: Person, brings: string): Promise<void> {
  await page.goto('/enquiries');
  await page.getByRole('link', { name: 'Take an enquiry by telephone' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Take an enquiry by telephone' })).toBeVisible();
  await page.getByLabel('First name', { exact: true }).fill(person.firstName);
  await page.getByRole('button', { name: 'Keep the enquiry' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page, namesOf(person));
  await page.getByLabel('Last name', { exact: true }).fill(person.lastName);
  await page.getByLabel('Telephone', { exact: true }).fill(person.telephone);
  await page.getByRole('checkbox', { name: 'Safe to ring' }).check();
  await page.getByLabel('What brings them').fill(brings);
  await page.getByRole('button', { name: 'Keep the enquiry' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The enquiry is kept' })).toBeVisible();
  await expectAccessible(page, namesOf(person));
}

/** No mail can leave: they are rung, and what they said is recorded. */
export async function recordYes(page: Page, person: Person): Promise<void> {
  await page.goto('/allocation/offers');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: asStaffSay(person) }) });
  await expect(row.getByText('No safe e-mail: somebody has to tell them.')).toBeVisible();
  await row.getByRole('button', { name: /^They said yes/ }).click();
  const dialog = page.getByRole('dialog').filter({ visible: true });
  await expectAccessible(page, namesOf(person));
  await dialog.getByRole('button', { name: 'Record their answer' }).click();
  await expect(row.getByRole('button', { name: /^They said yes/ })).toHaveCount(0);
  await expectAccessible(page, namesOf(person));
}

/** What stands on the signed paper is copied; nothing may be left blank. Begins and ends on the client's agreement page. */
export async function recordPaper(page: Page, person: Person): Promise<void> {
  const names = namesOf(person);
  await page.getByRole('link', { name: 'Print for signing' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your agreement' })).toBeVisible();
  await expectAccessible(page, names);
  await page.goBack();
  await page.getByRole('link', { name: 'Record a signed paper' }).click();
  await page.getByRole('button', { name: 'Record the signature' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await expectAccessible(page, names);
  await page.getByLabel('Name as written').fill(nameOf(person));
  const now = Temporal.Now.zonedDateTimeISO('Europe/London').toString();
  await page.getByLabel('Day on the paper').fill(now.slice(0, 10));
  await page.getByLabel('Time on the paper').fill(now.slice(11, 16));
  await page.getByRole('checkbox').check();
  for (const question of await page
    .getByRole('group')
    .filter({ has: page.getByRole('radio') })
    .all())
    await question.getByRole('radio', { name: 'No', exact: true }).check();
  await expectAccessible(page, names);
  await page.getByRole('button', { name: 'Record the signature' }).click();
  await expect(page.getByText(/Signed on paper/)).toBeVisible();
  await expectAccessible(page, names);
}

/** The paper, copied answer by answer, all at the position `answer`. Ends where the score stands. */
export async function enterPaper(page: Page, person: Person, measure: string, answer: number): Promise<void> {
  await page.getByRole('link', { name: 'Measures', exact: true }).click();
  await page.getByRole('link', { name: measure, exact: true }).click();
  await page.getByRole('radio', { name: 'On paper' }).check();
  const questions = page.getByRole('group', { name: /^\d+\. / });
  await expect(questions.first()).toBeVisible();
  const count = await questions.count();
  for (let at = 0; at < count; at += 1)
    // The last asks about safety; that way is the other journey's.
    await questions
      .nth(at)
      .getByRole('radio')
      .nth(at === count - 1 ? 0 : answer)
      .check();
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'Score these answers' }).click();
  await expect(page.getByRole('heading', { name: `How the weeks have been, ${measure}` })).toBeVisible();
  await expectAccessible(page, namesOf(person));
}
