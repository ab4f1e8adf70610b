import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import type { Heather } from '../support/heather.ts';
import { codeIn, linkIn, type Mail, mailsTo, nextMail } from '../support/mailbox.ts';
import { namesOf, type Person } from './person.ts';

/** A mail says nothing of therapy and nobody's name; where it is about anything, that stands behind the link. */
export function expectNeutral(mail: Mail, names: readonly string[]): void {
  const html = mail.html.replace(/<[^>]*>/g, ' ');
  const words = `${mail.subject} ${mail.text} ${html}`.replace(/https?:\S+/g, '');
  expect(words).not.toMatch(/therap|counsel|psych|agreement|session|PHQ|CORE|measure|risk/i);
  for (const name of names) expect(words.toLowerCase()).not.toContain(name.toLowerCase());
}

/** Opens the newest link of this subject, asks for the code, and types the one that came. Ends signed in, where the link leads. */
export async function arriveByMail(page: Page, heather: Heather, person: Person, subject: string): Promise<void> {
  const mail = await nextMail(heather.mailUrl, person.email, 0, subject);
  expectNeutral(mail, namesOf(person));
  const codes = (await mailsTo(heather.mailUrl, person.email)).filter((each) => each.subject === 'Your code').length;
  await page.goto(linkIn(mail, heather.clientUrl));
  // The token leaves the address bar at once.
  await expect(page).toHaveURL(/\/sign$/);
  await expectAccessible(page, namesOf(person));
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const code = await nextMail(heather.mailUrl, person.email, codes, 'Your code');
  expectNeutral(code, namesOf(person));
  await expectAccessible(page, namesOf(person));
  await page.getByLabel('Code').fill(codeIn(code));
  await page.getByRole('button', { name: 'Go on' }).click();
}
