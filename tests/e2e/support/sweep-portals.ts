import { type Fixtures, laptop, type Opened, test } from './fixtures.ts';
import type { Heather } from './heather.ts';
import { clientIds, staffIds } from './ids.ts';
import type { Look } from './looks.ts';
import { expectGood, pathOf } from './sweep.ts';

const widths = [360, 1280];
type Given = Fixtures & { heather: Heather };
type LooksOf = (index: number) => readonly Look[];

type Route = { path: string; signedOut?: true };

/** A portal's own table of routes. It is plain data; its pages, which only a bundler can read, are not fetched. */
async function routesOf(portal: 'client-portal' | 'therapist-portal'): Promise<Route[]> {
  const file = new URL(`../../../apps/${portal}/src/app/route-table.ts`, import.meta.url);
  return ((await import(file.href)) as { routeTable: Route[] }).routeTable;
}

/** Who opens a page that is not the therapist's. */
const openers: [pattern: RegExp, who: 'manager' | 'lead'][] = [
  [/^\/(set-up|staff|capacity|allocation|people|practice|import|fees|owing)/, 'manager'],
  [/\/ledger\/payer$/, 'manager'],
  [/^\/rights(\/:requestId)?$/, 'manager'],
  [/^\/absence\/(calls|:awayId)$/, 'manager'],
  [/^\/complaints/, 'manager'],
  [/^\/clients\/:clientId\/record$/, 'manager'],
  [/^\/enquiries/, 'lead'],
  [/^\/clinical-will\/opened/, 'lead'],
];

/** Every route of the therapist portal's table, in the looks that `looksOf` gives for its place in it. */
export async function sweepStaff({ heather, openStaff, openSignedOut }: Given, looksOf: LooksOf): Promise<void> {
  const therapist = await openStaff('Tomos Harries');
  const manager = await openStaff('Carys Nolan');
  const lead = await openStaff('Ruth Maddox');
  const nobody = await openSignedOut(heather.staffUrl, laptop);
  const ids = await staffIds(heather.staffUrl, {
    therapist: therapist.context.request,
    manager: manager.context.request,
    lead: lead.context.request,
  });
  const pages: Record<string, Opened> = { manager, lead };
  for (const [index, { path, signedOut }] of (await routesOf('therapist-portal')).entries()) {
    const who = openers.find(([pattern]) => pattern.test(path))?.[1] ?? '';
    const { page } = signedOut ? nobody : (pages[who] ?? therapist);
    await test.step(path, () =>
      expectGood(page, pathOf(path, ids), {
        widths,
        looks: looksOf(index),
        isRefused: /^\/(sign-in\/(second-step|confirm)|invitation)$/.test(path),
      }),
    );
  }
}

/** Every route of the client portal's table. */
export async function sweepClient({ heather, openClient, openSignedOut }: Given, looksOf: LooksOf): Promise<void> {
  const client = await openClient({ of: 'Leila Anwar', name: 'Hollie M.' });
  const signer = await openClient('to-sign');
  const answerer = await openClient('to-answer');
  const nobody = await openSignedOut(heather.clientUrl);
  const ids = await clientIds(heather.clientUrl, { client: client.context.request, signer: signer.context.request });
  for (const [index, { path, signedOut }] of (await routesOf('client-portal')).entries()) {
    const owner = path.startsWith('/agreement/') ? signer : path === '/offer' ? answerer : client;
    const { page } = signedOut ? nobody : owner;
    await test.step(path, () =>
      expectGood(page, pathOf(path, ids), { widths, looks: looksOf(index), isRefused: path === '/sign-in/confirm' }),
    );
  }
}
