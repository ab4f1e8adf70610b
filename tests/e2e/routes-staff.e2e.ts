import { test } from './support/fixtures.ts';
import { sampleOfLooks } from './support/looks.ts';
import { sweepStaff } from './support/sweep-portals.ts';

test.setTimeout(600_000);

test('every staff page can be read by everybody: axe at two widths, 320 pixels, words at twice their size', async ({
  heather,
  openStaff,
  openClient,
  openSignedOut,
}) => sweepStaff({ heather, openStaff, openClient, openSignedOut }, sampleOfLooks));
