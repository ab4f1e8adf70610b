import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTestServer } from '@heather/api/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type MeasuresWorld, openMeasuresWorld } from '../measures/world.ts';
import { commit, plan, said, send } from './bring-in.ts';

const command = resolve(import.meta.dirname, '../../../apps/api/src/cli/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'heather-killed-'));
let world: MeasuresWorld;
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  world = await openMeasuresWorld();
  await world.rows("UPDATE practice SET slug = 'home' WHERE id = $1", [world.practiceId]);
});
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = async (text: string) => Number((await world.rows(`SELECT count(*) AS n FROM ${text}`))[0]?.n);
const everything = async () =>
  Promise.all(['client', 'client_key', 'safe_contact', 'episode', 'imported_row', 'import_run'].map(count));

it('a process that dies by SIGKILL while it writes leaves nothing of a file, and the next brings it in whole', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, n) =>
      `${n},Cyn${'abcdefghij'[n % 10]},Lladd${'abcdefghij'[Math.floor(n / 10) % 10]}${'klmnopqrst'[Math.floor(n / 100)]},${1950 + (n % 50)}-01-31,,,current,Tomos Hughes,`,
  );
  writeFileSync(
    join(folder, 'clients.csv'),
    `Ref,First name,Last name,DOB,Email,Mobile,Status,Therapist,Since\n${lines.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ contactIsSafe: true }));
  const env = {
    ...process.env,
    DATABASE_URL: world.db.adminUrl,
    HEATHER_KEY: Buffer.from(world.db.masterKey).toString('hex'),
    INIT_CWD: folder,
  };
  const words = ['import', 'clients.csv', '--kind', 'clients', '--map', 'map.json', '--practice', 'home'];
  const start = () => spawn(process.execPath, [command, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const before = await everything();
  // People, keys, contacts and courses are written by then, and their lines wait for this lock.
  const gate = new pg.Client({ connectionString: world.db.adminUrl });
  await gate.connect();
  await gate.query('BEGIN; LOCK TABLE imported_row IN SHARE MODE');
  const killed = start();
  await vi.waitUntil(
    async () => (await count(`pg_locks l WHERE l.relation = 'imported_row'::regclass AND NOT l.granted`)) > 0,
    { timeout: 30_000, interval: 50 },
  );
  killed.kill('SIGKILL');
  expect((await once(killed, 'exit'))[1]).toBe('SIGKILL');
  await gate.query('ROLLBACK');
  await gate.end();
  await vi.waitUntil(async () => (await count(`pg_stat_activity WHERE wait_event_type = 'Lock'`)) === 0, {
    timeout: 10_000,
  });
  expect(await everything()).toEqual(before);
  const again = start();
  let output = '';
  again.stdout.on('data', (text) => (output += text));
  expect((await once(again, 'close'))[0], output).toBe(0);
  expect(output).toContain('300 lines came in.');
  expect(await everything()).toEqual(before.map((n, at) => n + (at === 5 ? 1 : 300)));
});

it('a file is looked at and brought in by whichever process has time, also one that has answered nobody of the practice yet', async () => {
  const manager = await world.as(world.manager);
  const other = await createTestServer(world.db, { now: world.server.shell.now().toString() });
  try {
    const file =
      'Ref,First name,Last name,DOB,Email,Mobile,Status,Therapist,Since\n901,Arall,Proses,1990-01-31,,,current,,\n';
    const sent = await send(other, manager, 'clients', file);
    const run = await commit(other, manager, await plan(other, manager, sent, said));
    expect(run).toMatchObject({ state: 'committed', counts: { made: 1 } });
  } finally {
    await other.close();
  }
});
