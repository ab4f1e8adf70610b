import { expectAccessible, expectNothingKept } from './support/accessible.ts';
import { test } from './support/fixtures.ts';

test('crisis help, the enquiry and the sign-in open on a phone without a sign-in', async ({
  heather,
  openSignedOut,
}) => {
  const { page } = await openSignedOut(heather.clientUrl);
  for (const path of ['/crisis', '/enquiry', '/sign-in']) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await expectNothingKept(page);
});
