import { routeTable } from '../../apps/client-portal/src/app/route-table.ts';
import { test } from './support/fixtures.ts';
import { clientIds } from './support/ids.ts';
import { expectGood, pathOf } from './support/sweep.ts';

const widths = [360, 1280];

test('every client page can be read by everybody: axe at two widths, light and dark, 320 pixels and doubled text', async ({
  heather,
  openClient,
  openSignedOut,
}) => {
  test.setTimeout(600_000);
  const client = await openClient({ of: 'Leila Anwar', name: 'Hollie M.' });
  const signer = await openClient('to-sign');
  const answerer = await openClient('to-answer');
  const nobody = await openSignedOut(heather.clientUrl);
  const ids = await clientIds(heather.clientUrl, { client: client.context.request, signer: signer.context.request });
  for (const [index, route] of routeTable.entries()) {
    const owner = /^\/agreement\//.test(route.path) ? signer : route.path === '/offer' ? answerer : client;
    const { page } = route.signedOut ? nobody : owner;
    const other = (['dark', 'low stimulus', 'low stimulus, dark'] as const)[index % 3] ?? 'dark';
    await test.step(route.path, () =>
      expectGood(page, pathOf(route.path, ids), { widths, looks: index % 3 === 0 ? ['light', other] : ['light'] }),
    );
  }
});
