import { accessSync, constants, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';

const gigabyte = 1024 ** 3;

/**
 * Where short-lived files go: memory, where the machine has enough of it, else the usual place. A copied database is a thousand files,
 * a server's first start two thousand: in memory they take a third less time.
 */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > 4 * gigabyte && freemem() > 6 * gigabyte) {
      accessSync('/dev/shm', constants.W_OK);
      return '/dev/shm';
    }
  } catch {
    // None here, or not for us.
  }
  return tmpdir();
}
