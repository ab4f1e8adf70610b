import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { checkServer, rolePasswords, setUpRoles, urlFor } from '@heather/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startPooler } from '../../support/pooler.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let db: TestDatabase;
const servers: Server[] = [];
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  for (const server of servers) server.close();
  await db?.drop();
});

const at = (url: string, change: Partial<Record<'port' | 'username' | 'password' | 'pathname', string>>) =>
  Object.assign(new URL(url), change).href;

describe('before anything is built on a server', () => {
  it('a good one passes', async () => expect(await checkServer(db.adminUrl)).toEqual({ version: 18 }));

  it.each([
    ['nobody answers', { port: '1' }, 'unreachable'],
    ['the password is wrong', { password: 'wrong' }, 'refused'],
    ['the name is wrong', { pathname: '/nowhere' }, 'refused'],
  ])('%s: one sentence, without the password', async (_, change, code) => {
    const problem = await checkServer(at(db.adminUrl, change)).catch((error) => error);
    expect(problem.code).toBe(code);
    expect(problem.message).not.toContain(new URL(db.adminUrl).password);
  });

  it('an address that is none is named as DATABASE_URL', async () => {
    const destroyed = vi.spyOn(Socket.prototype, 'destroy');
    await expect(checkServer('nonsense')).rejects.toMatchObject({ code: 'unreachable' });
    // Else the client's own timer ends the process ten seconds later, with nobody listening.
    expect(destroyed).toHaveBeenCalled();
    destroyed.mockRestore();
  });

  it('a pooler in transaction mode is refused, whether it mixes two clients on one process or on several', async () => {
    for (const [size, turns] of [
      [1, false],
      [2, false],
      [2, true],
      [3, true],
    ] as const) {
      const { server, end } = await startPooler(db.adminUrl, size, turns);
      const url = at(db.adminUrl, { port: String((server.address() as AddressInfo).port) });
      await expect(checkServer(url), `${size} processes`).rejects.toMatchObject({ code: 'pooler' });
      end();
    }
  });

  it('a plain proxy that keeps one connection to one process is welcome', async () => {
    const { hostname, port } = new URL(inject('postgresUrl'));
    const server = createServer((near) => {
      const far = new Socket().connect(Number(port), hostname);
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const url = at(db.adminUrl, { port: String((server.address() as AddressInfo).port) });
    expect(await checkServer(url)).toEqual({ version: 18 });
  });
});

describe('roles on a server of somebody else’s', () => {
  it('need no superuser: an owner who may create roles sets everything up, twice over', async () => {
    const name = `${db.name}_own`;
    await db.admin(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'x'`);
    // Roles belong to the whole server: here they exist, and the owner was given their administration.
    await db.admin(
      `GRANT heather_owner, heather_web, heather_worker, heather_auth, heather_lookup TO ${name} WITH ADMIN TRUE`,
    );
    await db.admin(`CREATE DATABASE ${name} OWNER ${name}`);
    const url = at(db.adminUrl, { username: name, password: 'x', pathname: `/${name}` });
    const passwords = rolePasswords(db.masterKey, 'heather');
    await setUpRoles(url, passwords);
    const urls = await setUpRoles(url, passwords);
    const client = new pg.Client({ connectionString: urls.web });
    await client.connect();
    expect((await client.query('SELECT current_user AS me')).rows).toEqual([{ me: 'heather_web' }]);
    await client.end();
    await db.admin(`DROP DATABASE ${name} WITH (FORCE)`);
    await db.admin(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
  });

  it('say what is missing to a user without the right', async () => {
    const url = urlFor(db.adminUrl, 'web', rolePasswords(db.masterKey, 'heather').web);
    await expect(setUpRoles(url, rolePasswords(db.masterKey, 'heather'))).rejects.toMatchObject({ code: 'rights' });
  });
});
