import { test } from './support/fixtures.ts';
import { sampleOfLooks } from './support/looks.ts';
import { sweepClient } from './support/sweep-portals.ts';

// Every page in light; each third in one of the other looks too. All pages in all looks: routes.long.e2e.ts.
test.setTimeout(600_000);

test('every client page can be read by everybody: axe at two widths, 320 pixels, words at twice their size', async ({
  heather,
  openStaff,
  openClient,
  openSignedOut,
}) => sweepClient({ heather, openStaff, openClient, openSignedOut }, sampleOfLooks));
