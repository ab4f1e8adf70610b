import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectComplaint } from '../support/accessible.ts';
import { namesOf, type Person } from './person.ts';

/** The standing session, previewed and booked; then one of its sessions moved and one cancelled. Begins on any page of the client. */
export async function bookStanding(page: Page, person: Person): Promise<void> {
  const names = namesOf(person);
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Book the standing session' }).click();
  const booking = page.getByRole('dialog', { name: 'Book the standing session' });
  await expect(booking.getByText(/sessions (are free|, and all of them are free)|sessions, and all/)).toBeVisible();
  await booking.getByText('See every date').click();
  await expect(booking.getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page, names);
  await booking.getByRole('button', { name: /^Book \d+/ }).click();
  await expect(booking).toBeHidden();
  await expectAccessible(page, names);

  const session = page.getByRole('dialog', { name: 'Session' });
  // Somebody without a safe address for mail has to be rung, and the page says so before it lets go.
  const isTold = async () => {
    if (person.email === '') {
      await expect(session.getByText(/no safe address for mail. Please ring them\.$/)).toBeVisible();
      await session.getByRole('button', { name: 'Close' }).click();
    }
    await expect(session).toBeHidden();
  };
  const toCome = page.getByRole('table', { name: 'Sessions to come' });
  expect(await toCome.getByRole('row').count()).toBeGreaterThan(3);
  const third = toCome.getByRole('row').nth(3);
  await third.getByRole('button').click();
  await session.getByRole('button', { name: 'Move the session' }).click();
  // So early that nobody has anything yet; two journeys may have the same therapist, so each has an hour of its own.
  await session.getByLabel('Time').fill(person.email === '' ? '05:40' : '06:50');
  await expectAccessible(page, names);
  await session.getByRole('button', { name: 'Move the session' }).click();
  await isTold();
  await expect(third).toContainText(/was /);

  await toCome.getByRole('row').nth(2).getByRole('button').click();
  await session.getByRole('button', { name: 'Cancel the session' }).click();
  await session.getByRole('radio', { name: /^We cannot hold it/ }).check();
  await expectAccessible(page, names);
  await session.getByRole('button', { name: 'Cancel the session' }).click();
  await isTold();
  await expectAccessible(page, names);
}

/** Times later today, and those of tomorrow, as they stand on a clock in the practice. */
export function timesToTry(day: 'today' | 'tomorrow'): string[] {
  const now = Temporal.Now.zonedDateTimeISO('Europe/London');
  const first = day === 'today' ? now.add({ minutes: 3 }) : now.startOfDay().add({ days: 1, hours: 7 });
  return Array.from({ length: 48 }, (_each, step) => first.add({ minutes: step * 10 }))
    .filter((time) => time.toPlainDate().equals(first.toPlainDate()))
    .map((time) => time.toString().slice(0, 16));
}

/** A short talk by telephone at the first of these times that is free. Begins on any page of the client. */
export async function bookTalk(page: Page, person: Person, times: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  await page.getByRole('button', { name: 'Book one session' }).click();
  const dialog = page.getByRole('dialog', { name: 'Book one session' });
  await dialog.getByLabel('Where').selectOption('By telephone');
  await dialog.getByLabel('Minutes').fill('10');
  for (const time of times) {
    await dialog.getByLabel('Day', { exact: true }).fill(time.slice(0, 10));
    await dialog.getByLabel('Time', { exact: true }).fill(time.slice(11));
    const answered = page.waitForResponse((response) => response.url().includes('scheduling.bookSession'));
    await dialog.getByRole('button', { name: 'Book the session' }).click();
    if ((await answered).ok()) break;
    // Somebody else has that time: the page says who, and asks for another.
    await expect(dialog.getByRole('alert')).toBeVisible();
    expectComplaint(page, /409/);
  }
  await expect(dialog).toBeHidden();
  await expectAccessible(page, namesOf(person));
}
