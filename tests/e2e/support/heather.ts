import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A whole Heather, as `npm start` runs it: both portals, an embedded database of its own, the demonstration and its mailbox. */
export type Heather = {
  staffUrl: string;
  clientUrl: string;
  mailUrl: string;
  /** What the server printed so far, both streams. */
  said: () => string;
  stop: () => Promise<void>;
};

const top = fileURLToPath(new URL('../../..', import.meta.url));
const readyLine = 'Heather is ready.';

export type StartOptions = {
  /** Settings beside those that keep it apart, such as HEATHER_DEMO=off. */
  env?: Record<string, string>;
  /** Changes the data of a demonstration that has just been made, between its first stop and its second start. */
  prepare?: (dataFolder: string) => void;
};

/**
 * Starts a server on a fresh data folder and ports that are free now, and waits for its ready line.
 * @throws Error with all that the server said, when it ends before it is ready or the portals are not built
 */
export async function startHeather(given: StartOptions = {}): Promise<Heather> {
  for (const portal of ['therapist-portal', 'client-portal'])
    if (!existsSync(join(top, 'apps', portal, 'dist', 'index.html')))
      throw new Error(`apps/${portal} is not built. "npm test -- browser" builds it first.`);
  const folder = mkdtempSync(join(tmpdir(), 'heather-e2e-'));
  // The embedded server of a root user runs as another one, that must be able to reach its files.
  chmodSync(folder, 0o755);
  const [staff, client, mail] = await freePorts(3);
  const data = join(folder, 'data');
  const run = () =>
    start({ ...given.env, HEATHER_DATA: data, PORT_STAFF: `${staff}`, PORT_CLIENT: `${client}`, PORT_MAIL: `${mail}` });
  let running: Awaited<ReturnType<typeof start>>;
  try {
    running = await run();
    if (given.prepare) {
      await stop(running.child);
      given.prepare(data);
      running = await run();
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    staffUrl: `http://localhost:${staff}`,
    clientUrl: `http://localhost:${client}`,
    mailUrl: `http://localhost:${mail}`,
    said: running.said,
    stop: async () => {
      await stop(running.child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(top, 'apps/api/src/main.ts')], {
    cwd: top,
    env: { ...ownEnvironment(), HEATHER_LOG: 'warn', ...settings },
    // The channel is how it learns that we were killed outright: then it stops by itself.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      words += text;
    });
  await ready(child, () => words);
  return { child, said: () => words };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function ready(child: ChildProcess, said: () => string): Promise<void> {
  return new Promise((done, failed) => {
    child.stdout?.on('data', () => said().includes(readyLine) && done());
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Heather ended (${code}) before it was ready:\n${said()}`)));
  });
}

/** Nothing that is set for somebody's own Heather, nor for the test runner, reaches the one that is tested. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const names = /^(HEATHER_|PORT_|DATABASE_URL|SMTP_URL|NODE_OPTIONS|NODE_CHANNEL|PW_|TEST_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}

/** Ports that nobody listens on; held together, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
