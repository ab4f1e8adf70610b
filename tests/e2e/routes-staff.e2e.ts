import { routeTable } from '../../apps/therapist-portal/src/app/route-table.ts';
import { laptop, test } from './support/fixtures.ts';
import { staffIds } from './support/ids.ts';
import { expectGood, pathOf } from './support/sweep.ts';

const widths = [360, 1280];

/** Who opens a page: the first of these whose role its navigation names, else the one whose work it is. */
const openers: [pattern: RegExp, who: string][] = [
  [/^\/(allocation|people|practice|fees|owing)/, 'Carys Nolan'],
  [/^\/enquiries/, 'Ruth Maddox'],
];

test('every staff page can be read by everybody: axe at two widths, light and dark, 320 pixels and doubled text', async ({
  heather,
  openStaff,
  openSignedOut,
}) => {
  test.setTimeout(600_000);
  const therapist = await openStaff('Tomos Harries');
  const manager = await openStaff('Carys Nolan');
  const lead = await openStaff('Ruth Maddox');
  const nobody = await openSignedOut(heather.staffUrl, laptop);
  const ids = await staffIds(heather.staffUrl, {
    therapist: therapist.context.request,
    manager: manager.context.request,
    lead: lead.context.request,
  });
  const pages: Record<string, typeof therapist> = { 'Carys Nolan': manager, 'Ruth Maddox': lead };
  for (const [index, route] of routeTable.entries()) {
    const who = openers.find(([pattern]) => pattern.test(route.path))?.[1] ?? '';
    const { page } = route.signedOut ? nobody : (pages[who] ?? therapist);
    // Every page in light; each third in one of the others. All of them in all looks stand in the long tests.
    const other = (['dark', 'low stimulus', 'low stimulus, dark'] as const)[index % 3] ?? 'dark';
    await test.step(route.path, () =>
      expectGood(page, pathOf(route.path, ids), { widths, looks: index % 3 === 0 ? ['light', other] : ['light'] }),
    );
  }
});
