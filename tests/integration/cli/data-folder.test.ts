import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePorts } from '../../support/free-ports.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'heather-cli-'));
chmodSync(folder, 0o755);
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
  rmSync(folder, { recursive: true, force: true });
});
const env = { HEATHER_DATA: folder };

it('a command makes no database where there is none', async () => {
  const { code, said } = await runCommand(env, 'audit', 'verify');
  expect([code, said]).toEqual([1, expect.stringMatching(/^There is no database in .*: start Heather once/)]);
});

it('seeds an empty folder once, and commands work on it at rest and while Heather runs', async () => {
  expect(await runCommand(env, 'seed', '--scale', 'large', '--therapists', '1')).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 therapists, 100 clients and 5000 sessions are there.'),
  });
  expect(await runCommand(env, 'seed', '--scale', 'small')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^There is a practice here already/),
  });
  expect(await runCommand(env, 'audit', 'verify')).toMatchObject({ code: 0 });

  const [staff, client, mail] = (await freePorts(3)) as [number, number, number];
  const main = resolve(import.meta.dirname, '../../../apps/api/src/main.ts');
  const { DATABASE_URL: _database, SMTP_URL: _smtp, ...rest } = process.env;
  const ports = { PORT_STAFF: `${staff}`, PORT_CLIENT: `${client}`, PORT_MAIL: `${mail}` };
  const heather = spawn(process.execPath, [main], { env: { ...rest, ...env, ...ports } });
  const exit = new Promise<void>((done) => heather.once('exit', () => done()));
  stops.push(async () => {
    heather.kill('SIGTERM');
    await exit;
  });
  let output = '';
  await new Promise<void>((ready, failed) => {
    heather.stdout.on('data', (text) => {
      output += text;
      if (output.includes('Heather is ready')) ready();
    });
    void exit.then(() => failed(new Error(output)));
  });

  expect(await runCommand(env, 'audit', 'verify')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/: the trail holds\. \d+ events/),
  });
  expect(await runCommand(env, 'keys', 'rotate')).toMatchObject({ code: 0 });
  // What fills a database needs it to itself, and says who has it.
  expect(await runCommand(env, 'seed', '--scale', 'small')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^Another Heather \(process \d+\) is using/),
  });
  expect((await fetch(`http://localhost:${staff}/readyz`)).status).toBe(200);
}, 180_000);
