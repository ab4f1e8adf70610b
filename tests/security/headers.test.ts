import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../integration/api/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const portals = ['staff', 'client'] as const;
const routes = [
  '/',
  '/sign-in',
  '/crisis',
  '/nothing/here',
  '/assets/none.js',
  '/trpc/account.shell',
  '/trpc/no.such',
  '/files/agreement/x',
  '/healthz',
  '/readyz',
];
const send = (
  portal: (typeof portals)[number],
  options: { method: 'GET' | 'POST' | 'HEAD'; url: string; headers?: Record<string, string>; payload?: string },
) =>
  world.server.servers[portal].inject({
    ...options,
    headers: { host: portal === 'staff' ? 'localhost:4100' : 'localhost:4200', ...options.headers },
  } as never);

describe.each(portals)('the %s portal', (portal) => {
  it.each([
    ['/%ff', 404, 'not-found'],
    ['/assets/%E0%A4%A', 404, 'not-found'],
    [`/trpc/${'x'.repeat(20_000)}`, 413, 'too-large'],
  ])('names its refusal of an address that cannot be read: %s', async (url, status, code) => {
    const response = await send(portal, { method: 'GET', url });
    expect([response.statusCode, response.json().error?.data?.code]).toEqual([status, code]);
    expect(response.body).not.toMatch(/%|xxx|FST_/);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each(routes)('sends the same guards with %s', async (url) => {
    const { headers } = await send(portal, { method: 'GET', url });
    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    if (!url.startsWith('/assets/')) expect(headers['cache-control']).toBe('no-store');
  });

  it.each(['http://evil.example', 'null', 'http://localhost:4300', 'http://localhost:4100.evil.example'])(
    'takes no POST from %s, with or without a cookie',
    async (origin) => {
      const { home } = world;
      const cookie =
        portal === 'staff'
          ? await world.server.staffCookie(home.managerId)
          : await world.server.clientCookie(home.clientId);
      for (const url of ['/trpc/account.signOut', '/auth/sign-out']) {
        for (const extra of [{}, { cookie }] as Record<string, string>[]) {
          const headers = { 'content-type': 'application/json', origin, ...extra };
          const response = await send(portal, { method: 'POST', url, payload: '{}', headers });
          expect([response.statusCode, response.headers['set-cookie']]).toEqual([403, undefined]);
        }
      }
      // What another site cannot do was not done: the sign-in is still good.
      const signIns = await world.server.get(portal, 'account.listSignIns', undefined, cookie);
      expect(signIns.statusCode).toBe(200);
    },
  );

  it('keeps its cookie to itself, and the other portal’s cookie is nobody', async () => {
    const { home } = world;
    const wrong =
      portal === 'staff'
        ? await world.server.clientCookie(home.clientId)
        : await world.server.staffCookie(home.managerId);
    const renamed = wrong.replace(/heather-(staff|client)/, `heather-${portal}`);
    for (const cookie of [wrong, renamed]) {
      expect((await world.server.get(portal, 'account.listSignIns', undefined, cookie)).statusCode).toBe(401);
    }
  });

  it('sets a cookie that no script reads and no other site sends, gone with the browser', async () => {
    const { home } = world;
    const input = portal === 'staff' ? { staffId: home.managerId } : { clientId: home.clientId };
    const response = await world.server.post(portal, 'demonstration.signIn', input);
    const cookies = [response.headers['set-cookie'] ?? []].flat();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(new RegExp(`^heather-${portal}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
  });
});
