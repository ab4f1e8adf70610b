import { createDatabase, createVault, type OpenedDatabase, reachDatabase } from '@heather/database';
import type { Database, Vault } from '../database.ts';
import { readEnv } from '../env.ts';

/** What a command works with: the database as the worker, and what opens sealed text. */
export type Reached = { database: Database; vault: Vault; masterKey: Uint8Array; urls: OpenedDatabase['urls'] };

/**
 * Runs a command's body on Heather's database, also while Heather runs on it.
 * @throws DatabaseProblem with one sentence to show
 */
export async function withDatabase<T>(body: (reached: Reached) => Promise<T>): Promise<T> {
  const env = readEnv();
  const opened = await reachDatabase({ dataFolder: env.dataFolder, databaseUrl: env.databaseUrl, masterKey: env.key });
  try {
    const database = createDatabase({ url: opened.urls.worker, max: 2, applicationName: 'heather-command' });
    try {
      const { masterKey, urls } = opened;
      return await body({ database, vault: createVault({ masterKey }), masterKey, urls });
    } finally {
      await database.close();
    }
  } finally {
    await opened.close();
  }
}
