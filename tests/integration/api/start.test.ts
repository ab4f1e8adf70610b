import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePorts } from '../../support/free-ports.ts';

const folder = mkdtempSync(join(tmpdir(), 'heather-start-'));
chmodSync(folder, 0o755);
const main = resolve(import.meta.dirname, '../../../apps/api/src/main.ts');
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string>) {
  const { DATABASE_URL: _database, SMTP_URL: _smtp, ...rest } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { ...rest, HEATHER_DATA: folder, HEATHER_DEMO: 'off', ...env },
  });
  children.add(child);
  let output = '';
  let wake = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
      wake();
    });
  }
  const exit = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const ready = new Promise<void>((done, failed) => {
    wake = () => output.includes('Heather is ready') && done();
    void exit.then(() => failed(new Error(output)));
  });
  ready.catch(() => {});
  return { child, exit, ready, output: () => output };
}

describe('the server as a process', () => {
  it('starts from nothing, is ready on both portals, sets up its first manager, refuses a second one, recovers from a kill and stops cleanly', async () => {
    const [staff, client, mail] = (await freePorts(3)) as [number, number, number];
    const env = { PORT_STAFF: String(staff), PORT_CLIENT: String(client), PORT_MAIL: String(mail) };
    const first = start(env);
    await first.ready;
    for (const port of [staff, client]) {
      const ready = await fetch(`http://localhost:${port}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { ok: true, database: true, migrations: true, worker: true, sealKey: true },
      ]);
    }
    // Not born as a demonstration: there is no mailbox.
    await expect(fetch(`http://localhost:${mail}/api/messages`)).rejects.toThrow();

    const second = start(env);
    expect(await second.exit).toBe(1);
    expect(second.output()).toBe(`Port ${staff} is taken: stop what uses it, or set PORT_STAFF to another port.\n`);

    const accept = (token: string | undefined) =>
      fetch(`http://localhost:${staff}/trpc/account.acceptInvitation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          token,
          password: 'a long enough password',
          setUp: { practiceName: 'Fern Row', fullName: 'Ada Field', shortName: 'Ada', email: 'ada@heather.example' },
        }),
      });
    const tokenOf = (output: string) => /invitation#([\w-]{43})/.exec(output)?.[1];
    const stale = tokenOf(first.output());

    first.child.kill('SIGKILL');
    await first.exit;
    const third = start(env);
    await third.ready;
    expect((await accept(stale)).status).toBe(410);
    expect((await accept(tokenOf(third.output()))).status).toBe(200);
    const shell = await (await fetch(`http://localhost:${client}/trpc/account.shell`)).json();
    expect(shell.result.data.person).toBeNull();

    const askedAt = performance.now();
    third.child.kill('SIGTERM');
    expect(await third.exit).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  }, 180_000);
});
