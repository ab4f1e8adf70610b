import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readMasterKey, restoreBackup } from '@heather/database';
import { finishRestore } from '../backup/finish-restore.ts';
import { runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { withDatabase } from './reach.ts';
import { backupPaths, provenWords, sayStep } from './restore.ts';

/**
 * `drill <file> [ring]`: the whole way back, in a folder of its own that is gone afterwards, while Heather goes on. Where a Heather is,
 * it notes that its backups were tried.
 */
export async function drill(path: string, ring?: string): Promise<number> {
  const env = readEnv();
  const paths = backupPaths(env.calledFrom, path, ring);
  const masterKey = readMasterKey({ dataFolder: env.dataFolder, text: env.key, mayMake: false });
  const dataFolder = mkdtempSync(join(tmpdir(), 'heather-drill-'));
  chmodSync(dataFolder, 0o755);
  const began = Temporal.Now.instant();
  try {
    const restored = await restoreBackup({
      ...paths,
      dataFolder,
      masterKey: Buffer.from(masterKey).toString('hex'),
      onProgress: sayStep,
    });
    try {
      say('Proving trails and seals …');
      const proven = await finishRestore(restored);
      say(provenWords(restored, proven));
    } finally {
      await restored.close();
    }
    const seconds = Temporal.Now.instant().since(began).total('seconds');
    say(`The drill took ${seconds.toFixed(1)} s. What it made is removed again.`);
    await noteDrill(began, paths.path);
    return 0;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function noteDrill(began: Temporal.Instant, path: string): Promise<void> {
  await withDatabase(async ({ database }) => {
    for (const { practiceId } of await database.lookups.practices()) {
      await runAs({ kind: 'worker', practiceId }, () =>
        database.prisma.backupRun.createMany({
          data: [
            {
              practiceId,
              id: randomUUID(),
              kind: 'drill',
              state: 'done',
              startedAt: new Date(began.epochMilliseconds),
              finishedAt: new Date(),
              fileName: basename(path).slice(0, 200),
              bytes: BigInt(statSync(path).size),
            },
          ],
        }),
      );
    }
    say('It is noted on the page of backups.');
  }).catch(() => say('No Heather was reached to note it in.'));
}
