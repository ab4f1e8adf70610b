import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseProblem } from '../problem.ts';
import { lockDataFolder } from './data-lock.ts';
import { freePort } from './ports.ts';
import { commandOf, isRunning, until } from './processes.ts';
import { type Binaries, binaries, canReach, type RunAs, whoRuns } from './run-as.ts';

export type EmbeddedServer = {
  port: number;
  pid: number;
  /** postgresql:// URL of the superuser, of database `postgres`. For setting up only. */
  adminUrl: string;
  /** Settles when the server has gone, asked to or not. */
  exited: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Also gives the data folder free. */
  stop: () => Promise<void>;
};

type Keys = { password: string; port: number };

/**
 * Starts PostgreSQL in `<dataFolder>/postgres`, making it on the first call, and recovers from a predecessor that was killed.
 * The server is in a process group of its own, so that Ctrl-C reaches Heather first and Heather ends the server last.
 * @throws DatabaseProblem 'data-folder' | 'in-use' | 'cannot-run'
 */
export async function startEmbedded(options: {
  dataFolder: string;
  /** Server settings beyond ours, for tests: `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /** When the folder is ours and nothing has been made in it yet. */
  onFolder?: () => void;
}): Promise<EmbeddedServer> {
  const dataFolder = resolve(options.dataFolder);
  makeDataFolder(dataFolder);
  const release = lockDataFolder(dataFolder);
  try {
    options.onFolder?.();
    const runAs = whoRuns();
    if (!canReach(dataFolder, runAs)) {
      throw new DatabaseProblem(
        'data-folder',
        `The user postgres cannot enter ${dataFolder}: set HEATHER_DATA to a folder outside closed homes, such as /var/lib/heather.`,
      );
    }
    const files = binaries(dataFolder, runAs);
    const folder = join(dataFolder, 'postgres');
    await endOrphan(folder);
    const keys = readKeys(dataFolder);
    keys.port = await freePort(keys.port || undefined);
    writeKeys(dataFolder, keys);
    if (!existsSync(join(folder, 'PG_VERSION')))
      initialise(folder, files, keys, runAs, options.settings?.fsync !== 'off');
    const child = await launch(dataFolder, folder, files, keys, runAs, options.settings ?? {});
    const exited = new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) done();
      else child.once('exit', () => done());
    });
    return {
      port: keys.port,
      pid: child.pid as number,
      adminUrl: `postgresql://postgres:${keys.password}@127.0.0.1:${keys.port}/postgres`,
      exited,
      stop: async () => {
        if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
        await exited;
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The superuser's URL of the server that runs on this folder now, whoever started it; undefined when none takes connections. */
export function runningServer(dataFolder: string): string | undefined {
  const folder = join(resolve(dataFolder), 'postgres');
  const lines = pidFile(folder);
  const pid = Number(lines?.[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isRunning(pid) || !isReady(folder, pid)) return undefined;
  const { password, port } = readKeys(resolve(dataFolder));
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** Whether a database was ever made here. */
export const hasDatabase = (dataFolder: string): boolean =>
  existsSync(join(resolve(dataFolder), 'postgres', 'PG_VERSION'));

function makeDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true });
    mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
    chmodSync(join(dataFolder, 'keys'), 0o700);
    writeFileSync(join(dataFolder, '.writable'), '');
    rmSync(join(dataFolder, '.writable'));
  } catch (error) {
    throw new DatabaseProblem(
      'data-folder',
      `Heather cannot write to ${dataFolder}: give it rights there, or set HEATHER_DATA to another folder.`,
      error,
    );
  }
}

function readKeys(dataFolder: string): Keys {
  const path = join(dataFolder, 'keys', 'database.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Keys;
  if (existsSync(join(dataFolder, 'postgres', 'PG_VERSION'))) {
    throw new DatabaseProblem(
      'data-folder',
      `${path} is missing, without which the database in ${dataFolder} does not open: put it back from a backup.`,
    );
  }
  return { password: randomBytes(24).toString('hex'), port: 0 };
}

function writeKeys(dataFolder: string, keys: Keys): void {
  const path = join(dataFolder, 'keys', 'database.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(keys)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Made aside and moved into place, so that a kill in the middle leaves nothing half made. */
function initialise(folder: string, files: Binaries, keys: Keys, runAs: RunAs, isDurable: boolean): void {
  const making = `${folder}.making`;
  const passwordFile = `${folder}.password`;
  for (const path of [making, passwordFile, folder]) rmSync(path, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${keys.password}\n`, { mode: 0o600 });
  if (runAs) for (const path of [making, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
  try {
    // The built-in C.UTF-8 sorts alike on every machine and never changes under an index; people's order is Intl's task.
    const args = [
      `--pgdata=${making}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(isDurable ? [] : ['--no-sync']),
    ];
    const ran = spawnSync(files.initdb, args, { ...runAs, cwd: '/', env: serverEnvironment(), encoding: 'utf8' });
    if (ran.status !== 0) {
      throw new DatabaseProblem(
        'cannot-run',
        `The database could not be made in ${folder}: ${firstLine(ran.stderr || String(ran.error))}`,
      );
    }
    renameSync(making, folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Messages in English and without the caller's PG* variables, which would be read by the server's tools. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

const ourSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '8MB',
  // Short queries: compiling them costs more than it gives, and workers need shared memory that containers are short of.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the DETAIL of an error can carry what people wrote; the log keeps neither.
  log_min_error_statement: 'panic',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
} as const;

async function launch(
  dataFolder: string,
  folder: string,
  files: Binaries,
  keys: Keys,
  runAs: RunAs,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const logPath = join(dataFolder, 'postgres.log');
  if (existsSync(logPath) && statSync(logPath).size > 5_000_000) renameSync(logPath, `${logPath}.1`);
  const flags = Object.entries({ ...ourSettings, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (let attempt = 1; ; attempt += 1) {
    const from = existsSync(logPath) ? statSync(logPath).size : 0;
    const log = openSync(logPath, 'a', 0o600);
    const child = spawn(files.postgres, ['-D', folder, '-p', String(keys.port), ...flags], {
      ...runAs,
      cwd: '/',
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    const gone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    child.on('error', () => {});
    await until(() => gone() || isReady(folder, child.pid as number), 60_000);
    if (!gone() && isReady(folder, child.pid as number)) return child;
    if (!gone()) child.kill('SIGQUIT');
    const said = readFileSync(logPath, 'utf8').slice(from);
    // The workers of a killed server need a moment to notice that it is gone.
    if (attempt < 20 && said.includes('still in use')) {
      await new Promise((done) => setTimeout(done, 100));
      continue;
    }
    throw new DatabaseProblem('cannot-run', `The database did not start: ${firstLine(said)} (all of it in ${logPath})`);
  }
}

/** As pg_ctl does: the eighth line of postmaster.pid says `ready` once connections are accepted. */
function isReady(folder: string, pid: number): boolean {
  const lines = pidFile(folder);
  return lines?.[0] === String(pid) && lines[7]?.trim() === 'ready';
}

function pidFile(folder: string): string[] | undefined {
  try {
    return readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

/**
 * A Heather that was killed leaves its server running. We hold the folder's lock, so that nobody else's server can be here: a live
 * postgres over this folder is ended by a fast shutdown; a pid file whose number another program now has is put away.
 */
async function endOrphan(folder: string): Promise<void> {
  const pid = Number(pidFile(folder)?.[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (isRunning(pid)) {
    if (!commandOf(pid).includes(folder)) {
      rmSync(join(folder, 'postmaster.pid'), { force: true });
      return;
    }
    process.kill(pid, 'SIGINT');
    const gone = () => !isRunning(pid);
    if (await until(gone, 30_000)) return;
    process.kill(pid, 'SIGQUIT');
    if (await until(gone, 10_000)) return;
    throw new DatabaseProblem(
      'in-use',
      `The database left by an earlier run (process ${pid}) does not end: end it by hand.`,
    );
  }
}

function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim());
  return (lines.find((line) => /FATAL|PANIC|error/i.test(line)) ?? lines[0] ?? 'it said nothing').replace(
    /^.*?(FATAL|PANIC):\s*/,
    '',
  );
}
