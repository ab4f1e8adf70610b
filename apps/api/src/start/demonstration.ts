import { seedDemonstration } from '@heather/seed';
import type { Shell } from '../shell.ts';

/** Fills an empty database with the demonstration, all of it or nothing. */
export async function makeDemonstration(shell: Shell): Promise<void> {
  await seedDemonstration(shell.workerDatabase, shell.vault, { now: shell.now() });
}
