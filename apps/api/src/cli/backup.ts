import { dirname, resolve } from 'node:path';
import { currentRings, writeBackup, writeRingFile } from '@heather/database';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { sizeWords } from './backup-words.ts';
import { keyWords } from './key-words.ts';
import { withDatabase } from './reach.ts';

/** `backup <file>`, also while Heather runs. Puts the ring of now beside it. @returns 0 */
export function backup(path: string): Promise<number> {
  const env = readEnv();
  const file = resolve(env.calledFrom, path);
  return withDatabase(async ({ database, vault, masterKey, urls }) => {
    const rings = await currentRings(database, vault, masterKey);
    const madeAt = Temporal.Now.instant().toString({ smallestUnit: 'second' });
    const made = await writeBackup({ urls, masterKey, rings, path: file, madeAt });
    const ringPath = writeRingFile(dirname(file), await currentRings(database, vault, masterKey));
    say(`${made.path}: ${made.rows} rows, ${sizeWords(made.bytes)}. Its checksum stands in ${made.path}.sha256.`);
    say('');
    for (const line of keyWords({
      masterKey,
      isFromSetting: env.key !== undefined,
      dataFolder: env.dataFolder,
      ringPath,
    }))
      say(line);
    return 0;
  });
}
