import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/fixtures.ts';
import { chooseByKey, countTaps, pressByKey, tabTo } from './support/keyboard.ts';
import { codeIn, mailsTo, nextMail } from './support/mailbox.ts';

const beth = { email: 'beth.okafor@post.example', name: 'Beth Okafor', short: 'Beth O.' };

test('by keyboard alone: a client signs in, signs, says how a session was, and takes a yes back', async ({
  heather,
  openSignedOut,
  openStaff,
}) => {
  test.setTimeout(300_000);
  let giving = 0;
  const { page } = await openSignedOut(heather.clientUrl);
  const main = page.getByRole('main');
  const button = (name: string | RegExp) => main.getByRole('button', { name });
  const link = (name: string | RegExp) => main.getByRole('link', { name }).first();
  const heading = (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await test.step('signs in with a code from the mailbox', async () => {
    const seen = (await mailsTo(heather.mailUrl, beth.email)).length;
    await page.goto('/sign-in');
    await tabTo(page, page.getByRole('link', { name: /^Skip to/ }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('Your e-mail address'));
    await page.keyboard.type(beth.email);
    await page.keyboard.press('Enter');
    await heading('Type the code');
    const code = await nextMail(heather.mailUrl, beth.email, seen);
    await tabTo(page, page.getByLabel('The 6 digits'));
    await page.keyboard.type(codeIn(code));
    await page.keyboard.press('Enter');
    // A passkey is offered at the first sign-in; "Not now" is as easy.
    await heading(/Hello, Beth|Sign in without a code next time/);
    if (await link('Not now').count()) await pressByKey(page, link('Not now'));
    await heading('Hello, Beth');
  });

  await test.step('signs the agreement', async () => {
    await pressByKey(page, link(/agreement/i));
    await heading(/^Your agreement with/);
    const taps = await countTaps(page);
    await pressByKey(page, link('Go on'));
    await expect(page).toHaveTitle(/^Privacy notice/);
    await pressByKey(page, button('I have seen the privacy notice'));
    await expect(page).toHaveTitle(/^(Your choice|Sign)/);
    while ((await page.title()).startsWith('Your choice')) {
      const group = page.getByRole('group').or(page.getByRole('radiogroup')).first();
      const question = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
      await chooseByKey(page, group, 0);
      await pressByKey(page, button('Go on'));
      await expect(page.getByRole('heading', { level: 1, name: question, exact: true })).toHaveCount(0);
    }
    await expect(page).toHaveTitle(/^Sign/);
    await tabTo(page, page.getByLabel('Type your full name'));
    await page.keyboard.type(beth.name);
    await pressByKey(page, button(/sign/i));
    await heading(/^Signed\. Thank you/);
    // By finger there is one more, into the field of the name.
    giving = (await taps()) + 1;
    expect(giving, 'taps through three documents').toBeLessThanOrEqual(14);
    await expectAccessible(page);
  });

  await test.step('says how the session was, with a low answer', async () => {
    await pressByKey(page, link('Back to your list'));
    await heading('Hello, Beth');
    await pressByKey(page, link(/^Say how the session was/));
    for (let number = 0; number < 4; number += 1) {
      // The page that is asked for, and its heading has the focus: whatever was there before is gone.
      await expect(page.getByText(`${number + 1} of 4`, { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      const group = page.getByRole('group').or(page.getByRole('radiogroup')).first();
      if (number === 0) await expectAccessible(page);
      await chooseByKey(page, group, number === 1 ? 1 : 3);
      await pressByKey(page, button('Next'));
    }
    await heading('Is there anything I should know?');
    await expectAccessible(page);
    await pressByKey(page, button('Next'));
    await heading('Check your answers');
    await expectAccessible(page);
    await pressByKey(page, button(/^Send my answers to/));
    await heading('Thank you for saying how it was');
    await expectAccessible(page);
  });

  await test.step('takes a yes back', async () => {
    await page.goto('/');
    await heading('Hello, Beth');
    const taps = await countTaps(page);
    await pressByKey(page, link(/choices/i));
    await heading('My choices');
    await expectAccessible(page);
    const first = button(/^Take back my yes/).first();
    const words = ((await first.textContent()) ?? '').replace(/\s+/g, ' ');
    await pressByKey(page, first);
    await expect(page.getByRole('status')).toHaveText('Done. It is a no from now on.');
    const taking = await taps();
    expect(taking, 'taps to take back what took some to give').toBeLessThanOrEqual(Math.min(giving, 2));
    await expect(main.getByRole('button', { name: words, exact: true })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('the therapist is asked to talk about it, and did', async () => {
    const { page: desk } = await openStaff('Tomos Harries');
    await desk.goto('/');
    const row = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name: beth.short }) });
    // The label of a check-in; a measure in the same card says it in its own line, by the hour of the day more than one.
    await expect(row.getByText('Not yet talked about:', { exact: true }).first()).toBeVisible();
    await expectAccessible(desk, ['okafor']);
    await row.getByRole('link', { name: beth.short, exact: true }).click();
    await desk.getByRole('link', { name: 'Course', exact: true }).click();
    await expect(desk.getByText(/^Not yet talked about with/)).toBeVisible();
    await expectAccessible(desk, ['okafor']);
    await desk.getByRole('button', { name: 'We talked about it' }).click();
    await expect(desk.getByText(/^Talked about with/)).toBeVisible();
    await expectAccessible(desk, ['okafor']);
  });
});
