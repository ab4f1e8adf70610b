import * as seed from '@heather/seed';
import type { Shell } from '../shell.ts';
import { StartProblem } from './start-problem.ts';

type Seed = {
  seedDemonstration?: (
    database: Shell['workerDatabase'],
    vault: Shell['vault'],
    options: { now: Temporal.Instant },
  ) => Promise<unknown>;
};

/** Fills an empty database with the demonstration, in one go. @throws StartProblem */
export async function makeDemonstration(shell: Shell): Promise<void> {
  const { seedDemonstration } = seed as unknown as Seed;
  if (!seedDemonstration)
    throw new StartProblem('There is no demonstration to make yet: set HEATHER_DEMO=off to start empty.');
  await seedDemonstration(shell.workerDatabase, shell.vault, { now: shell.now() });
}
