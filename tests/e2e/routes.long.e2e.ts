import { test } from './support/fixtures.ts';
import { everyLook } from './support/looks.ts';
import { sweepClient, sweepStaff } from './support/sweep-portals.ts';

test.setTimeout(3_600_000);

test('every client page in every look', async ({ heather, openStaff, openClient, openSignedOut }) =>
  sweepClient({ heather, openStaff, openClient, openSignedOut }, () => everyLook));

test('every staff page in every look', async ({ heather, openStaff, openClient, openSignedOut }) =>
  sweepStaff({ heather, openStaff, openClient, openSignedOut }, () => everyLook));
