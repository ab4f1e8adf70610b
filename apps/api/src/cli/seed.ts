import { createDatabase, createVault, openDatabase } from '@heather/database';
import { seedDemonstration, seedLarge } from '@heather/seed';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';

export type SeedOptions = { scale: 'small' | 'large'; therapists?: number | undefined };

/**
 * `seed --scale small|large` into an empty database: the demonstration, or the practice that benches are run on.
 * @param options.therapists of the large one, 200 unless fewer are wanted; each has 100 clients and 5,000 sessions
 * @throws StartProblem when somebody is there already
 */
export async function seed(options: SeedOptions): Promise<number> {
  const env = readEnv();
  const opened = await openDatabase({ dataFolder: env.dataFolder, databaseUrl: env.databaseUrl, masterKey: env.key });
  const database = createDatabase({ url: opened.urls.worker, max: 4, applicationName: 'heather-seed' });
  try {
    if ((await database.lookups.practices()).length > 0)
      throw new StartProblem(
        'There is a practice here already, and seed fills an empty database only: set HEATHER_DATA to a new folder.',
      );
    const vault = createVault({ masterKey: opened.masterKey });
    const now = Temporal.Now.instant().round('millisecond');
    if (options.scale === 'small') {
      await seedDemonstration(database, vault, { now });
      say('The demonstration practice is there.');
      return 0;
    }
    const therapists = options.therapists ?? 200;
    const onProgress = (done: number, of: number) => say(`${done} of ${of} therapists …`);
    const made = await seedLarge(database, vault, { now, therapists, onProgress });
    say(`${therapists} therapists, ${made.clients} clients and ${made.sessions} sessions are there.`);
    return 0;
  } finally {
    await database.close();
    await opened.close();
  }
}
