import { afterEach, expect, test, vi } from 'vitest';
import { optionsProxy } from './options-proxy.ts';
import { navFor, type RouteEntry } from './route-entry.ts';
import { doorFor, leadUnlessTyping } from './session.ts';

type Call = (given: object) => Promise<unknown>;
type Made = { queryKey: unknown; mutationKey: unknown; queryFn: Call; mutationFn: Call; staleTime?: number };
type Proxied = { area: { thing: Record<string, (...given: unknown[]) => Made> } & Record<string, unknown> };

function proxied() {
  const calls: unknown[] = [];
  const proxy = optionsProxy({
    query: async (path, input) => calls.push(['query', path, input]),
    mutation: async (path, input) => calls.push(['mutation', path, input]),
  }) as Proxied;
  return { calls, thing: proxy.area.thing, area: proxy.area as Record<string, (...given: unknown[]) => Made> };
}

test('keys and calls are those of @trpc/tanstack-react-query', async () => {
  const { calls, thing, area } = proxied();
  const query = thing.queryOptions?.({ id: 1 }, { staleTime: 5 });
  expect(query?.queryKey).toEqual([['area', 'thing'], { input: { id: 1 }, type: 'query' }]);
  expect(query?.staleTime).toBe(5);
  expect(thing.queryOptions?.().queryKey).toEqual([['area', 'thing'], { type: 'query' }]);
  expect(thing.mutationOptions?.().mutationKey).toEqual([['area', 'thing']]);
  expect(area.pathFilter?.()).toEqual({ queryKey: [['area']] });
  await query?.queryFn({});
  await thing.mutationOptions?.().mutationFn({ id: 2 });
  expect(calls).toEqual([
    ['query', 'area.thing', { id: 1 }],
    ['mutation', 'area.thing', { id: 2 }],
  ]);
});

test('nothing to ask yet asks nothing; an option that is not there says so', () => {
  const { thing } = proxied();
  const skip = Symbol('skipToken');
  expect(thing.queryOptions?.(skip).queryFn).toBe(skip);
  expect(() => thing.infiniteQueryOptions?.()).toThrow('infiniteQueryOptions');
});

const load = () => Promise.reject(new Error('not fetched in this test'));
const routes: RouteEntry<'manager' | 'therapist'>[] = [
  { path: '/caseload', title: 'Caseload', load, nav: { label: 'Caseload', order: 2, roles: ['therapist'] } },
  { path: '/', title: 'Today', load, nav: { label: 'Today', order: 1, roles: ['therapist'] } },
  { path: '/waiting', title: 'Waiting list', load, nav: { label: 'Waiting', order: 3, roles: ['manager'] } },
  { path: '/clients/:clientId', title: 'Client', load },
];

test('the navigation has what the roles open, in order, and says which is open', () => {
  expect(navFor(routes, ['therapist'], '/caseload/x')).toEqual([
    { href: '/', label: 'Today', current: false },
    { href: '/caseload', label: 'Caseload', current: 'inside' },
  ]);
  expect(navFor(routes, ['manager', 'therapist'], '/').map(({ label, current }) => [label, current])).toEqual([
    ['Today', 'page'],
    ['Caseload', false],
    ['Waiting', false],
  ]);
  expect(navFor(routes, [], '/')).toEqual([]);
});

test.each([
  ['signed-out', '/a', '/sign-in?back=%2Fa'],
  ['second-factor-needed', '/a', '/sign-in/second-step?back=%2Fa'],
  ['step-up-needed', '/a', '/sign-in/confirm?back=%2Fa'],
  ['not-found', '/a', null],
  ['toString', '/a', null],
  ['signed-out', '/sign-in?back=%2Fa', null],
])('%s at %s leads to %s', (code, here, door) => expect(doorFor(code, here)).toBe(door));

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['what is typed stays when a sign-in lapsed', 'signed-out', true, null],
  ['a page without fields leads to the sign-in', 'signed-out', false, '/sign-in?back=%2Fgoals'],
  ['a second step is asked for all the same', 'step-up-needed', true, '/sign-in/confirm?back=%2Fgoals'],
  ['another refusal is the page’s own matter', 'conflict', false, null],
])('%s', (_what, code, hasFields, led) => {
  const replace = vi.fn();
  vi.stubGlobal('window', { location: { pathname: '/goals', search: '', replace } });
  vi.stubGlobal('document', { querySelector: () => (hasFields ? {} : null) });
  expect(leadUnlessTyping(code)).toBe(led !== null);
  expect(replace.mock.calls.flat()).toEqual(led === null ? [] : [led]);
});
