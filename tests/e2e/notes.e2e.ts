import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNothingKept, takeComplaints } from './support/accessible.ts';
import { test as base, expect } from './support/fixtures.ts';
import { type Heather, startHeather } from './support/heather.ts';
import { tabTo } from './support/keyboard.ts';

const therapist = 'Tomos Harries';
const leaveDayOpen = fileURLToPath(new URL('support/leave-day-open.mjs', import.meta.url));

/** A practice whose therapist went home yesterday without closing the day. */
const test = base.extend<object, { heather: Heather }>({
  heather: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names that a fixture asks for from here.
    async ({}, use) => {
      const prepare = (data: string) => {
        const five = execFileSync(process.execPath, [leaveDayOpen, data, 'tomos@fernrow.example'], {
          encoding: 'utf8',
        });
        expect(five).toBe('5');
      };
      const heather = await startHeather({ prepare });
      await use(heather);
      await heather.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});
test.setTimeout(300_000);

/** How many keys were pressed besides the words themselves. */
function counting(page: Page) {
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  let keys = 0;
  keyboard.press = async (...of) => {
    keys += 1;
    return press(...of);
  };
  return { pressed: () => keys };
}

/**
 * Four minutes for five sessions: at forty words a minute the six notes of twenty words take three; a key takes 0.28 s (Card, Moran
 * and Newell's average typist), so what is left holds two hundred. The page asks for a third of that.
 */
const mostKeys = 70;

test('five sessions are closed on one screen, by keyboard alone, in one go', async ({ openStaff }) => {
  const { page } = await openStaff(therapist);
  const began = Date.now();
  const count = counting(page);
  await page.goto('/notes/today');
  await tabTo(page, page.getByRole('link', { name: /^Skip to/ }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'The day before' }));
  await page.keyboard.press('Enter');
  const rows = page.getByRole('list', { name: 'Sessions to close' }).getByRole('listitem');
  await expect(rows).toHaveCount(5);
  await expect(page.getByText('£75 is due.').first()).toBeVisible();
  await expect(page.getByText(/^Next on /)).not.toHaveCount(0);
  await expectAccessible(page, ['khatun', 'tully', 'okafor']);
  for (let index = 0; index < 5; index += 1) {
    const row = rows.nth(index);
    await tabTo(page, row.getByRole('radio', { name: /^Came/ }));
    await page.keyboard.press('Space');
    await expect(row.getByRole('radio', { name: /^Came/ })).toBeChecked();
    for (const field of await row.getByRole('textbox').all()) {
      await tabTo(page, field);
      await page.keyboard.insertText(
        `Session ${index + 1}: a note of some words, enough to know next week where we were.`,
      );
    }
  }
  await tabTo(page, page.getByRole('button', { name: 'Save all and sign the notes' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('The day is closed: 5 sessions recorded, 6 notes signed.')).toBeVisible({
    timeout: 60_000,
  });
  expect(Date.now() - began).toBeLessThan(240_000);
  expect(count.pressed()).toBeLessThanOrEqual(mostKeys);
  await expectAccessible(page, ['khatun', 'tully', 'okafor']);
  await expectNothingKept(page);
  // It is so for the server too: nothing of that day is left to do, and each note is signed.
  await page.reload();
  await page.getByRole('button', { name: 'The day before' }).click();
  await expect(rows.getByText(/^Signed\./)).toHaveCount(6);
  await expect(rows.getByRole('textbox')).toHaveCount(0);
  await page.goto('/notes');
  await expect(page.getByRole('link', { name: 'Beth O.' })).toHaveCount(0);
});

const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/);
const note = (page: Page): Locator => page.getByRole('textbox', { name: /^Note in Graham/ });

test('a note survives a lost connection and two tabs, is signed, added to and shared', async ({
  openStaff,
  openClient,
}) => {
  const { page, context } = await openStaff(therapist);
  await page.goto('/notes');
  await page.getByRole('link', { name: 'Graham F.' }).click();
  await expect(note(page)).toHaveValue(/^By telephone/);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(note(other)).toHaveValue(/^By telephone/);

  await test.step('the connection goes and comes back', async () => {
    await context.setOffline(true);
    await note(page).fill('By telephone. We agreed to begin ten minutes earlier.');
    await expect(page.getByText(/^Not saved yet: connection lost, trying again/)).toBeVisible();
    await context.setOffline(false);
    await expect(saved(page)).toBeVisible();
    takeComplaints(page);
    takeComplaints(other);
  });

  await test.step('the other tab wrote on from what it had', async () => {
    await note(other).fill('By telephone. The line was poor; we agreed to try headphones.');
    await expect(other.getByRole('heading', { name: 'This note was written in two places' })).toBeVisible();
    await expect(other.getByText('We agreed to begin ten minutes earlier.')).toBeVisible();
    await expect(other.getByText('we agreed to try headphones.')).toBeVisible();
    await expectAccessible(other, ['graham']);
    await other.getByRole('button', { name: 'Keep both, one after the other' }).click();
    await expect(note(other)).toHaveValue(/ten minutes earlier\.\s+By telephone\. The line was poor/);
  });

  await test.step('signed, it is read and added to, and not written in again', async () => {
    await other.getByRole('button', { name: 'Sign the note' }).click();
    await other.getByRole('button', { name: 'Sign and lock' }).click();
    await expect(other.getByText(/^Signed by Tomos H\./)).toBeVisible();
    await expect(other.getByRole('textbox')).toHaveCount(0);
    await other.getByRole('button', { name: 'Add to this note' }).click();
    await other.getByRole('textbox', { name: 'What you add' }).fill('He rang back with the number.');
    await other.getByRole('button', { name: 'Add it' }).click();
    await expect(other.getByText(/^Added by Tomos H\./)).toBeVisible();
    await expectAccessible(other, ['graham']);
    await expectNothingKept(other);
  });

  await test.step('what a client may read is chosen, and taken back', async () => {
    const client = await openClient({ of: therapist, name: 'Amira K.' });
    await client.page.goto('/notes');
    const shared = client.page.getByRole('heading', { name: /^The session on/ });
    await expect(shared).toHaveCount(2);
    await expectAccessible(client.page);
    await page.goto('/notes');
    await page.goto('/caseload');
    await page.getByRole('link', { name: 'Amira K.' }).first().click();
    await page.getByRole('navigation', { name: 'Amira K.' }).getByRole('link', { name: 'Notes' }).click();
    await page
      .getByText(/^Shared with the client since/)
      .first()
      .waitFor();
    const row = page.getByRole('listitem').filter({ hasText: 'Shared with the client' }).first();
    await row.getByRole('link').first().click();
    await page.getByRole('button', { name: 'Stop sharing' }).click();
    await expect(page.getByText(/does not see this note/)).toBeVisible();
    await client.page.reload();
    await expect(shared).toHaveCount(1);
    await page.getByRole('button', { name: 'Share with Amira' }).click();
    await page.getByRole('button', { name: 'Share it with Amira' }).click();
    await expect(page.getByText(/^Amira can read this since/)).toBeVisible();
    await expectAccessible(page, ['khatun']);
    await client.page.reload();
    await expect(shared).toHaveCount(2);
  });
});
