import { Writable } from 'node:stream';
import { errorWords } from '@heather/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
const logged: string[] = [];
beforeAll(async () => {
  const log = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  world = await openWorld({ log });
});
afterAll(() => world.close());

const host = 'localhost:4200';
const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
const send = (options: {
  url: string;
  method?: 'GET' | 'POST' | 'PUT';
  payload?: string | Buffer;
  headers?: Record<string, string>;
}) =>
  world.server.servers.client.inject({
    method: 'POST',
    ...options,
    headers: { ...headers, ...options.headers },
  } as never);
const errorOf = (response: Awaited<ReturnType<typeof send>>) => {
  const body = response.json();
  return Array.isArray(body) ? body[0].error : body.error;
};

describe('whatever is sent, the answer is a named refusal in words', () => {
  const calls = (number: number) => Array(number).fill('account.requestCode').join(',');
  const json = (value: unknown) => JSON.stringify(value);
  it.each<[string, Parameters<typeof send>[0], number, string]>([
    [
      'a batch of 1,000',
      { url: `/trpc/${Array(1000).fill('a.b').join(',')}?batch=1`, payload: '{}' },
      400,
      'too-many-calls',
    ],
    ['a batch of 11', { url: `/trpc/${calls(11)}?batch=1`, payload: '{}' }, 400, 'too-many-calls'],
    ['JSON that is none', { url: '/trpc/account.requestCode', payload: '{"address":' }, 400, 'bad-input'],
    ['nothing', { url: '/trpc/account.requestCode', payload: '' }, 400, 'bad-input'],
    [
      'another type',
      {
        url: '/trpc/account.requestCode',
        payload: 'a=b',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      400,
      'bad-input',
    ],
    [
      'an unknown key',
      { url: '/trpc/account.requestCode', payload: json({ address: 'a@b.co', practiceId: 'x' }) },
      400,
      'bad-input',
    ],
    [
      '__proto__',
      { url: '/trpc/account.requestCode', payload: '{"address":"a@b.co","__proto__":{"isAdmin":true}}' },
      400,
      'bad-input',
    ],
    [
      'constructor',
      { url: '/trpc/account.requestCode', payload: '{"address":"a@b.co","constructor":{"prototype":{}}}' },
      400,
      'bad-input',
    ],
    ['an array', { url: '/trpc/account.requestCode', payload: '[]' }, 400, 'bad-input'],
    [
      '10 MB',
      { url: '/trpc/account.requestCode', payload: json({ address: 'x'.repeat(10_000_000) }) },
      413,
      'too-large',
    ],
    [
      'depth',
      { url: '/trpc/account.requestCode', payload: `{"address":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
      400,
      'bad-input',
    ],
    ['no such procedure', { url: '/trpc/no.such', payload: '{}' }, 404, 'not-found'],
    ['a procedure of the other portal', { url: '/trpc/account.inviteStaff', payload: '{}' }, 404, 'not-found'],
    ['the library’s own endpoints', { url: '/auth/sign-in/email-otp', payload: '{}' }, 404, 'not-found'],
    ['a mutation by GET', { url: '/trpc/account.requestCode', method: 'GET' }, 400, 'bad-input'],
    ['PUT', { url: '/trpc/account.requestCode', method: 'PUT', payload: '{}' }, 400, 'bad-input'],
    ['a file that is not there', { url: '/files/agreement/..%2f..%2fetc%2fpasswd', method: 'GET' }, 404, 'not-found'],
    ['an encoded way up', { url: '/assets/..%2f..%2f..%2fpackage.json', method: 'GET' }, 404, 'not-found'],
    [
      'another origin',
      {
        url: '/trpc/account.requestCode',
        payload: json({ address: 'a@b.co' }),
        headers: { origin: 'http://evil.example' },
      },
      403,
      'forbidden',
    ],
    [
      'the other portal’s origin',
      {
        url: '/trpc/account.requestCode',
        payload: json({ address: 'a@b.co' }),
        headers: { origin: 'http://localhost:4100' },
      },
      403,
      'forbidden',
    ],
    [
      'no origin to speak of',
      { url: '/trpc/account.requestCode', payload: json({ address: 'a@b.co' }), headers: { origin: 'null' } },
      403,
      'forbidden',
    ],
    [
      'another host',
      { url: '/trpc/account.requestCode', payload: '{}', headers: { host: 'evil.example' } },
      421,
      'not-found',
    ],
  ])('%s', async (_what, options, status, code) => {
    const response = await send(options);
    expect([response.statusCode, errorOf(response)?.data?.code]).toEqual([status, code]);
    expect(errorOf(response).message).toBe(errorWords[code as keyof typeof errorWords].words);
    expect(response.body).not.toMatch(/\bat .*:\d+|node_modules|Error:|prisma|stack/i);
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it.each(['\u0000', '\uD800', '\u202Ea', "' OR 1=1 --", 'x'.repeat(255), '💚'.repeat(100)])(
    'an address of %j',
    async (address) => {
      const response = await send({ url: '/trpc/account.requestCode', payload: JSON.stringify({ address }) });
      expect(response.statusCode).toBeLessThan(500);
    },
  );

  it('a cookie of any kind is nobody', async () => {
    for (const cookie of [
      'heather-client=',
      `heather-client=${'a'.repeat(43)}`,
      "heather-client=' OR 1=1",
      '=;;=',
      `heather-client=${'x'.repeat(5000)}`,
    ]) {
      const response = await send({ url: '/trpc/account.listSignIns', method: 'GET', headers: { cookie } });
      expect(errorOf(response).data.code).toBe('signed-out');
    }
  });
});

describe('a failure of ours', () => {
  it('says that it is not available and under which number, and the log has neither words nor values', async () => {
    const canary = 'heliotrope-canary';
    const { shell } = world.server;
    const { withinLimit } = shell.auth;
    shell.auth.withinLimit = async () => {
      throw new Error(`could not do it with ${canary}`);
    };
    const response = await send({
      url: `/trpc/account.requestCode?note=${canary}`,
      payload: JSON.stringify({ address: `${canary}@b.co` }),
    });
    shell.auth.withinLimit = withinLimit;
    expect(response.statusCode).toBe(503);
    expect(errorOf(response)).toEqual({
      code: expect.any(Number),
      message: errorWords.unavailable.words,
      data: { code: 'unavailable', requestId: response.headers['x-request-id'] },
    });
    expect(logged.join('')).toContain('a procedure failed');
    expect(logged.join('')).not.toContain(canary);
    expect(logged.join('')).not.toContain('?note');
  });
});

describe('health', () => {
  it('is alive, and not ready while nobody takes the jobs', async () => {
    const alive = await send({ url: '/healthz', method: 'GET' });
    expect(alive.json()).toEqual({ ok: true });
    const ready = await send({ url: '/readyz', method: 'GET' });
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { ok: false, database: true, migrations: true, worker: false, sealKey: true },
    ]);
  });

  it('is not ready while the database has not had each change of this version, or one that it does not know', async () => {
    const migrations = async () => {
      world.server.advance({ seconds: 11 });
      return (await send({ url: '/readyz', method: 'GET' })).json().migrations;
    };
    const last = `(SELECT max(migration_name) FROM _prisma_migrations)`;
    expect(await migrations()).toBe(true);
    await world.db.admin(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${last}`);
    expect(await migrations()).toBe(false);
    await world.db.admin(`UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = ${last}`);
    expect(await migrations()).toBe(true);
    await world.db.admin(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '9999_later', now())`,
    );
    expect(await migrations()).toBe(false);
    await world.db.admin(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
    expect(await migrations()).toBe(true);
  });
});
