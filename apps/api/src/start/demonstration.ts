import { seedDemonstration } from '@heather/seed';
import type { Shell } from '../shell.ts';

/** Any number will do; the same one gives everybody the same people. */
const seed = 1;

/** Fills an empty database with the demonstration, all of it or nothing. */
export async function makeDemonstration(shell: Shell): Promise<void> {
  await seedDemonstration(shell.workerDatabase, { seed, now: shell.now(), vault: shell.vault });
}
