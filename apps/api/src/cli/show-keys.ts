import { join } from 'node:path';
import { ringFileName } from '@heather/database';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { keyWords } from './key-words.ts';
import { withDatabase } from './reach.ts';

/** `keys show`: which key it is and where, never the key itself. */
export function showKeys(): Promise<number> {
  const env = readEnv();
  return withDatabase(async ({ masterKey }) => {
    const ringPath = env.backups ? join(env.backups, ringFileName) : null;
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
