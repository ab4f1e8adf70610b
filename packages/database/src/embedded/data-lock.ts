import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseProblem } from '../problem.ts';
import { beganAt, isRunning } from './processes.ts';

type Holder = { pid: number; beganAt: string };

/**
 * Takes the data folder for this process, until it releases it or dies. `link` is the one step that only one of two can win; a lock
 * left by a dead process is moved aside, not trusted.
 * @throws DatabaseProblem 'in-use' when a living Heather holds the folder
 */
export function lockDataFolder(dataFolder: string): () => void {
  const path = join(dataFolder, 'heather.lock');
  const mine = join(dataFolder, `heather.lock.${process.pid}`);
  const text = JSON.stringify({ pid: process.pid, beganAt: beganAt(process.pid) } satisfies Holder);
  writeFileSync(mine, text, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        linkSync(mine, path);
        return () => {
          if (readText(path) === text) unlinkSync(path);
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const held = readText(path);
      if (held === undefined) continue;
      const holder = parse(held);
      if (holder && isRunning(holder.pid) && beganAt(holder.pid) === holder.beganAt) {
        throw new DatabaseProblem(
          'in-use',
          `Another Heather (process ${holder.pid}) is using ${dataFolder}: stop it, or set HEATHER_DATA to another folder.`,
        );
      }
      const aside = `${path}.stale.${process.pid}`;
      try {
        renameSync(path, aside);
        if (readText(aside) !== held) linkSync(aside, path); // somebody else's new lock: give it back
        unlinkSync(aside);
      } catch {
        // Another process moved it first; look again.
      }
    }
    throw new DatabaseProblem('in-use', `Another Heather is starting in ${dataFolder}: wait for it, then try again.`);
  } finally {
    unlinkSync(mine);
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}
