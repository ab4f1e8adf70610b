import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { top } from './steps.ts';

// What `npm start` promises about ending: the signal reaches the server, and nothing it began goes on.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'heather-children-'));
  // A server with a child of its own, as the database is one. "careless" leaves that child behind when it stops.
  writeFileSync(
    join(folder, 'server.mjs'),
    `import { spawn } from 'node:child_process';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     const stop = (why) => {
       console.log('told ' + why);
       if (process.argv[2] !== 'careless') child.kill('SIGKILL');
       process.exitCode = 7;
       if (process.connected) process.disconnect();
       clearInterval(stay);
     };
     const stay = setInterval(() => {}, 1000);
     child.unref();
     for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => stop(name));
     process.once('disconnect', () => process.exitCode ?? stop('disconnect'));
     child.once('spawn', () => console.log('pids ' + process.pid + ' ' + child.pid));`,
  );
  const { href } = pathToFileURL(join(top, 'tools', 'children.mjs'));
  writeFileSync(
    join(folder, 'start.mjs'),
    `import { handOver } from ${JSON.stringify(href)};
     process.exit(await handOver(process.execPath, [${JSON.stringify(join(folder, 'server.mjs'))}, process.argv[2]], process.env));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** True while the process runs; one that has ended and waits to be collected does not. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as { path?: string }).path !== undefined && process.platform !== 'linux';
  }
}

const begun = new Set<number>();
afterEach(() => {
  for (const pid of [...begun].filter(runs)) process.kill(pid, 'SIGKILL');
  begun.clear();
});

function start(manner: 'careful' | 'careless') {
  const child = spawn(process.execPath, [join(folder, 'start.mjs'), manner], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const ready = new Promise<number[]>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const pids = /^pids (\d+) (\d+)$/m.exec(said);
      if (!pids) return;
      const both = [Number(pids[1]), Number(pids[2])];
      for (const pid of [child.pid as number, ...both]) begun.add(pid);
      resolve(both);
    });
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ready, ended, told: () => said.split('\n').filter((line) => line.startsWith('told')) };
}

it.each([
  ['SIGINT', 'told SIGINT'],
  ['SIGTERM', 'told SIGTERM'],
  ['SIGHUP', 'told SIGTERM'],
] as const)('%s reaches the server, and its exit code comes back', async (signal, told) => {
  const { child, ready, ended, told: words } = start('careful');
  const pids = await ready;
  child.kill(signal);
  child.kill(signal);
  expect(await ended).toBe(7);
  expect(words()).toEqual([told]);
  expect(pids.filter(runs)).toEqual([]);
});

it('ends what a careless server left behind', async () => {
  const { child, ready, ended } = start('careless');
  const pids = await ready;
  child.kill('SIGTERM');
  expect(await ended).toBe(7);
  expect(pids.filter(runs)).toEqual([]);
});

it('ends what a killed server left behind, and says by its code that it was killed', async () => {
  const { ready, ended } = start('careful');
  const pids = await ready;
  process.kill(pids[0] as number, 'SIGKILL');
  expect(await ended).toBe(128 + 9);
  expect(pids.filter(runs)).toEqual([]);
});

it('tells the server when it is itself killed outright', async () => {
  const { child, ready, told } = start('careful');
  const pids = await ready;
  child.kill('SIGKILL');
  await expect.poll(() => pids.filter(runs), { timeout: 10_000 }).toEqual([]);
  expect(told()).toEqual(['told disconnect']);
});
