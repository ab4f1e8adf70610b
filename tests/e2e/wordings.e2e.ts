import { expect, test } from './support/fixtures.ts';

test('a manager words the agreement in two tabs and loses nothing, a lead reads it, and it is published with its consequence shown', async ({
  openStaff,
}) => {
  const { page, context } = await openStaff('Carys Nolan');
  await page.goto('/practice/agreements');
  const row = page.getByRole('listitem').filter({ hasText: 'Working agreement' }).first();
  const href = (await row.getByRole('link', { name: 'Go on' }).getAttribute('href')) as string;
  await page.goto(href);
  const other = await context.newPage();
  await other.goto(href);
  const kept = page.getByText(/^Kept at/);

  await page.getByRole('button', { name: 'Change Stopping' }).click();
  const text = page.getByLabel('Text', { exact: true });
  await text.fill('You can stop at any time. {feeSentense}');
  await expect(page.getByText('Did you mean {feeSentence}?').first()).toBeVisible();
  await text.fill(
    'You can stop at any time. We shall endeavour to accommodate contemplated discontinuation appropriately.',
  );
  await expect(page.getByText(/Reading grade \d+\.\d\./)).toBeVisible();
  await text.fill(
    'You can stop or rest at any time. You need not say why. Come once more, to look back and say goodbye.',
  );
  await expect(kept).toBeVisible();

  // The second tab began before that, and writes in another clause.
  await other.getByRole('button', { name: 'Change Supervision' }).click();
  await other.getByLabel('In one line').fill('{therapist} talks it over, and does not name you');
  await expect(other.getByText('Both are here; nothing was lost.')).toBeVisible();
  await expect(other.getByText(/^Kept at/)).toBeVisible();
  const phone = other.getByLabel('As a client sees it on a phone');
  await expect(phone.getByText('Your therapist talks it over, and does not name you')).toBeVisible();
  await phone.getByText('Stopping', { exact: true }).click();
  await expect(phone.getByText(/You can stop or rest at any time/)).toBeVisible();
  await other.close();
  await page.reload();
  await expect(page.getByText(/Before it is published, one of these reads it here: .*Ruth/)).toBeVisible();

  const lead = await openStaff('Ruth Maddox');
  await lead.page.goto(href);
  await expect(lead.page.getByText('one line').first()).toBeVisible();
  await lead.page.getByRole('button', { name: 'I have read it: it can be published' }).click();
  await expect(lead.page.getByText(/^Read by Ruth/)).toBeVisible();

  await page.reload();
  await expect(page.getByText(/Material: \d+ people would be asked again/)).toBeVisible();
  await page.getByRole('button', { name: /^Publish version/ }).click();
  await expect(page.getByRole('alert').getByText('Say whether people are asked again')).toBeVisible();
  await page.getByLabel(/^Minor: nobody is asked/).check();
  await page.getByRole('button', { name: /^Publish version/ }).click();
  await expect(page.getByText(/: in use\. Written/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Publish version/ })).toHaveCount(0);
});
