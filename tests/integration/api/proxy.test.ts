import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ proxies: ['10.0.0.5'] });
});
afterAll(() => world?.close());

/** How many wrong passwords from as many forwarded addresses are heard before the limit is met, of forty-two. */
async function heardFrom(remoteAddress: string, mark: string): Promise<number> {
  let heard = 0;
  for (let n = 0; n < 42; n += 1) {
    const answer = await world.server.servers.staff.inject({
      method: 'POST',
      url: '/trpc/account.signIn',
      remoteAddress,
      headers: {
        host: 'localhost:4100',
        'x-forwarded-for': `198.51.${mark}.${n}`,
        forwarded: `for=198.51.${mark}.${n}`,
      },
      payload: { email: `nobody${n}@${mark}.example`, password: 'not the password' },
    });
    if (answer.json().error.data.code === 'auth/not-matched') heard += 1;
  }
  return heard;
}

describe('a forwarded address', () => {
  it('counts when a proxy that was named says it', async () => {
    expect(await heardFrom('10.0.0.5', '100')).toBe(42);
  });

  it('is nothing but words from anybody else: who invents addresses is one visitor', async () => {
    expect(await heardFrom('203.0.113.9', '102')).toBe(40);
  });
});
