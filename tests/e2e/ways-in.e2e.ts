import type { Page } from '@playwright/test';
import { totpOf } from '../integration/api/totp.ts';
import { expectAccessible, expectComplaint, expectNothingKept, settled } from './support/accessible.ts';
import { expect, type Fixtures, laptop, phone, test } from './support/fixtures.ts';
import type { Heather } from './support/heather.ts';
import { codeIn, linkIn, mailsTo, nextMail } from './support/mailbox.ts';
import { tell } from './support/trpc.ts';

type Given = Pick<Fixtures, 'openStaff' | 'openSignedOut'> & { heather: Heather };

/** Clean on a laptop and on a phone. */
async function good(page: Page, names: readonly string[] = []): Promise<void> {
  for (const size of [phone, laptop]) {
    await page.setViewportSize(size);
    await expectAccessible(page, names);
  }
}

/** Refused in words on the page, and as an answer of this status in the console. */
async function refused(page: Page, words: RegExp | string, status: RegExp): Promise<void> {
  await expect(page.getByRole('alert').getByText(words).first()).toBeVisible();
  expectComplaint(page, status);
  await good(page);
}

/** An authenticator app: the codes of one secret, none of them twice. The server takes the step before, this one and the next. */
function authenticator(uri: string) {
  const used = new Set<string>();
  return {
    next: () => {
      const code = [0, 30_000, -30_000].map((ms) => totpOf(uri, Date.now() + ms)).find((each) => !used.has(each));
      if (!code) throw new Error('Every code of these ninety seconds is used.');
      used.add(code);
      return code;
    },
    last: () => [...used].at(-1) as string,
  };
}

const password = 'four words that differ';

/** Invited by the manager, through the mailed link to a password and an authenticator with its recovery codes; ends signed in. */
async function comeIn({ heather, openStaff, openSignedOut }: Given, fullName: string) {
  const email = `${fullName.toLowerCase().replace(' ', '.')}@fernrow.example`;
  const manager = await openStaff('Carys Nolan');
  await tell(manager.context.request, heather.staffUrl, 'account.inviteStaff', {
    fullName,
    shortName: fullName.replace(/ (.).*/, ' $1.'),
    email,
    roles: ['front-desk'],
  });
  const mail = await nextMail(heather.mailUrl, email, 0);
  const { page } = await openSignedOut(heather.staffUrl, laptop);
  await page.goto(linkIn(mail, heather.staffUrl));
  await expect(page, 'the token leaves the address bar').toHaveURL(/\/invitation$/);
  await expect(page.getByRole('heading', { name: /^Welcome to Heather, / })).toBeVisible();
  await good(page);
  await page.getByLabel('A new password').fill('too short');
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(page.getByRole('link', { name: 'Choose a password of at least 12 characters.' })).toBeVisible();
  await good(page);
  await page.getByLabel('A new password').fill(password);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(page.getByRole('heading', { name: 'Set up a second step' })).toBeVisible();
  await good(page);
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await expect(page.getByRole('heading', { name: 'Your authenticator app' })).toBeVisible();
  await expect(page.getByRole('img', { name: /A square code/ })).toBeVisible();
  await good(page);
  const typed = ((await page.getByText(/^Or type this into the app/).textContent()) ?? '')
    .split(':')[1]
    ?.replace(/\s/g, '');
  const link = await page.getByRole('link', { name: 'open it in the app' }).getAttribute('href');
  expect(new URL(link as string).searchParams.get('secret'), 'what is scanned is what is typed').toBe(typed);
  const codes = await page.getByRole('listitem').allInnerTexts();
  expect(codes).toHaveLength(10);
  const app = authenticator(`otpauth://totp/x?secret=${typed}`);
  await page.getByLabel('The 6 digits that the app shows now').fill('12345');
  await page.getByRole('button', { name: 'Finish setting up' }).click();
  await expect(page.getByRole('link', { name: 'Type the 6 digits that the app shows.' })).toBeVisible();
  await page.getByLabel('The 6 digits that the app shows now').fill(app.next());
  await page.getByRole('button', { name: 'Finish setting up' }).click();
  await expect(page.getByRole('button', { name: new RegExp(`^${fullName.split(' ')[0]}`) })).toBeVisible();
  return { page, email, codes, app, mail };
}

async function signOut(page: Page, fullName: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${fullName.split(' ')[0]}`) }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

async function withPassword(page: Page, email: string, given = password): Promise<void> {
  await page.goto('/sign-in?back=/account');
  await page.getByLabel('Your work e-mail address').fill(email);
  await page.getByLabel('Password').fill(given);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const finish = async (page: Page, label: RegExp, code: string, button = 'Finish signing in') => {
  await page.getByLabel(label).fill(code);
  await page.getByRole('button', { name: button, exact: true }).click();
};
const appField = /The 6 digits from your authenticator app/;
const recoveryField = /A recovery code/;
const inside = (page: Page) => expect(page.getByRole('heading', { name: 'Where you are signed in' })).toBeVisible();

test('somebody invited sets up a password and an authenticator, and gets in by code and by recovery code, each once', async ({
  heather,
  openStaff,
  openSignedOut,
}) => {
  test.setTimeout(240_000);
  const fullName = 'Wren Abbott';
  const { page, email, codes, app, mail } = await comeIn({ heather, openStaff, openSignedOut }, fullName);
  await test.step('the recovery codes are shown no more, and the link is used up', async () => {
    await page.goto('/account');
    await inside(page);
    await good(page, [fullName]);
    for (const code of codes) await expect(page.getByText(code)).toHaveCount(0);
    await signOut(page, fullName);
    await page.goto(linkIn(mail, heather.staffUrl));
    await expect(page.getByRole('heading', { name: 'This link does not open anything' })).toBeVisible();
    expectComplaint(page, /410/);
    await good(page);
  });
  await test.step('a wrong password, a wrong code and a code of before are refused in words', async () => {
    await withPassword(page, email, 'not my password');
    await refused(page, /do(es)? not match/, /422/);
    await withPassword(page, email);
    await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible();
    await good(page);
    await finish(page, appField, '000000');
    await refused(page, 'That code does not match. Check it, or ask for a new one.', /422/);
    await finish(page, appField, app.last());
    await refused(page, 'That code does not match. Check it, or ask for a new one.', /422/);
    await finish(page, appField, app.next());
    await inside(page);
  });
  await test.step('a recovery code gets in once', async () => {
    await signOut(page, fullName);
    await withPassword(page, email);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await good(page);
    await finish(page, recoveryField, codes[0] as string);
    await inside(page);
    await signOut(page, fullName);
    await withPassword(page, email);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await finish(page, recoveryField, codes[0] as string);
    await refused(page, 'That code does not match. Check it, or ask for a new one.', /422/);
    await page.getByRole('button', { name: 'Use the authenticator app' }).click();
    await finish(page, appField, app.next());
    await inside(page);
  });
  await expectNothingKept(page);
});

test('somebody makes new recovery codes, confirms that it is them, and changes their password', async ({
  heather,
  openStaff,
  openSignedOut,
}) => {
  test.setTimeout(240_000);
  const fullName = 'Rowan Tate';
  const { page, email, codes, app } = await comeIn({ heather, openStaff, openSignedOut }, fullName);
  let fresh: string[] = [];
  await test.step('new recovery codes', async () => {
    await page.goto('/account');
    await page.getByRole('link', { name: 'Make new recovery codes' }).click();
    await expect(page.getByRole('heading', { name: 'Make new recovery codes' })).toBeVisible();
    await good(page);
    await page.getByLabel('Your password').fill(password);
    await page.getByRole('button', { name: 'Make new codes' }).click();
    await expect(page.getByRole('heading', { name: 'Your new recovery codes' })).toBeVisible();
    await good(page);
    fresh = await page
      .getByRole('listitem')
      .filter({ hasText: /^\w{5}-\w{5}$/ })
      .allInnerTexts();
    expect(fresh).toHaveLength(10);
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await inside(page);
    for (const code of fresh) await expect(page.getByText(code)).toHaveCount(0);
  });
  await test.step('the page before dangerous things takes a code, not one of the dead recovery codes, and leads back', async () => {
    await page.goto('/sign-in/confirm?back=/account/password');
    await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
    await good(page);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await finish(page, recoveryField, codes[1] as string, 'Confirm');
    await refused(page, 'That code does not match. Check it, or ask for a new one.', /422/);
    await page.getByRole('button', { name: 'Use the authenticator app' }).click();
    await finish(page, appField, app.next(), 'Confirm');
    await expect(page.getByRole('heading', { name: 'Change my password' })).toBeVisible();
    await expect(page).toHaveURL((url) => url.pathname === '/account/password');
  });
  await test.step('another password', async () => {
    await good(page);
    await page.getByLabel('The password you have now').fill('not my password');
    await page.getByLabel('A new password').fill('other words that differ');
    await page.getByRole('button', { name: 'Change my password' }).click();
    await refused(page, 'That is not the password you have now.', /422/);
    await page.getByLabel('The password you have now').fill(password);
    await page.getByLabel('A new password').fill('other words that differ');
    await page.getByRole('button', { name: 'Change my password' }).click();
    await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible();
    await good(page);
    const told = (await mailsTo(heather.mailUrl, email)).filter(({ subject }) => subject === 'Your way in has changed');
    await expect.poll(async () => (await mailsTo(heather.mailUrl, email)).length).toBeGreaterThanOrEqual(3);
    for (const { text } of told) expect(text).not.toMatch(/password|recovery/i);
  });
  await test.step('the old one opens nothing; the new one and a new recovery code do', async () => {
    await signOut(page, fullName);
    await withPassword(page, email);
    await refused(page, /do(es)? not match/, /422/);
    await withPassword(page, email, 'other words that differ');
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await finish(page, recoveryField, fresh[0] as string);
    await inside(page);
  });
});

test('a client is offered a passkey once, and shows that it is them by a mailed code', async ({
  heather,
  openSignedOut,
}) => {
  const { page } = await openSignedOut(heather.clientUrl);
  // Nobody's in the other tests: the offer comes with the first sign-in of all.
  const address = 'joel.prentice@post.example';
  const arrive = async () => {
    await page.goto('/sign-in');
    const seen = (await mailsTo(heather.mailUrl, address)).filter(({ subject }) => subject === 'Your code').length;
    await page.getByLabel('Your e-mail address').fill(address);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('The 6 digits').fill(codeIn(await nextMail(heather.mailUrl, address, seen, 'Your code')));
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await arrive();
  await expect(page.getByRole('heading', { name: 'Sign in without a code next time?' })).toBeVisible();
  await good(page);
  await page.getByRole('link', { name: 'Not now' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  // What the page still asks for would be refused, rightly, and stand in the console.
  await settled(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await arrive();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(page).not.toHaveURL(/passkey/);

  await page.goto('/sign-in/confirm?back=/account');
  await expect(page.getByRole('heading', { name: 'Please show that it is you' })).toBeVisible();
  await good(page);
  const seen = (await mailsTo(heather.mailUrl, address)).filter(({ subject }) => subject === 'Your code').length;
  await page.getByRole('button', { name: 'Send me a code by e-mail' }).click();
  const mail = await nextMail(heather.mailUrl, address, seen, 'Your code');
  await page.getByLabel('The 6 digits').fill('000000');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await refused(page, 'That code does not match. Check it, or ask for a new one.', /422/);
  await page.getByLabel('The 6 digits').fill(codeIn(mail));
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Passkeys' })).toBeVisible();
});
