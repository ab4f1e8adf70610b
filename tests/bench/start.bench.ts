import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@heather/database';
import { freePorts } from '../support/free-ports.ts';
import { top } from '../tools/steps.ts';
import { type BenchRow, timed } from './harness.ts';

const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heather-bench-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  return folder;
}
const removeAll = () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** Seconds from the command to the line that says ready; the server is then stopped, which is not counted. */
async function startOnce(folder: string): Promise<number> {
  const [staff, client, mail] = (await freePorts(3)) as [number, number, number];
  const { DATABASE_URL: _database, SMTP_URL: _smtp, ...rest } = process.env;
  const ports = { PORT_STAFF: `${staff}`, PORT_CLIENT: `${client}`, PORT_MAIL: `${mail}` };
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, [join(top, 'apps/api/src/main.ts')], {
    env: { ...rest, ...ports, HEATHER_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<void>((done) => child.once('exit', () => done()));
  let output = '';
  await new Promise<void>((ready, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        output += text;
        if (output.includes('Heather is ready')) ready();
      });
    }
    void exit.then(() => failed(new Error(output)));
  });
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await exit;
  return seconds;
}

async function bareDatabase(folder: string): Promise<number> {
  let stop = async () => {};
  const took = await timed(async () => {
    ({ stop } = await startEmbedded({ dataFolder: folder }));
  });
  await stop();
  return took / 1000;
}

let used = '';
let bare = '';

export const rows: BenchRow[] = [
  {
    // Installing and building are not in it: they depend on the network. Making the demonstration is.
    name: 'start.cold',
    unit: 's',
    baseline: 'a new PostgreSQL and nothing else',
    rounds: 1,
    run: () => startOnce(newFolder()),
    runBaseline: () => bareDatabase(newFolder()),
    close: removeAll,
  },
  {
    name: 'start.warm',
    unit: 's',
    target: { atMost: 5, of: 'value' },
    baseline: 'PostgreSQL on the same kind of folder and nothing else',
    rounds: 3,
    async prepare() {
      used = newFolder();
      bare = newFolder();
      await startOnce(used);
      await bareDatabase(bare);
    },
    run: () => startOnce(used),
    runBaseline: () => bareDatabase(bare),
    close: removeAll,
  },
];
