import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { createDatabase, type Restored, type RestoreStep, restoreBackup, ringFileName } from '@heather/database';
import { appendAudit } from '../audit/append-audit.ts';
import { finishRestore, type Proven } from '../backup/finish-restore.ts';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';

const stepWords: Record<RestoreStep, string> = {
  proving: 'Proving the file to its last byte …',
  starting: 'Making an empty database …',
  loading: 'Putting every row in its place …',
  checking: 'Counting what came …',
  migrating: 'Bringing it to the form of today, and trying its walls …',
};
export const sayStep = (step: RestoreStep): void => say(stepWords[step]);

/** Where the file named on the command line is, and the ring that was kept beside it unless another is named. */
export function backupPaths(calledFrom: string, path: string, ring: string | undefined) {
  const file = resolve(calledFrom, path);
  return { path: file, ringPath: ring ? resolve(calledFrom, ring) : join(dirname(file), ringFileName) };
}

/** `restore <file> [ring]` into the HEATHER_DATA or DATABASE_URL of now, which must be empty. @returns 0 once it may be served */
export async function restore(path: string, ring?: string): Promise<number> {
  const env = readEnv();
  const restored = await restoreBackup({
    ...backupPaths(env.calledFrom, path, ring),
    dataFolder: env.dataFolder,
    databaseUrl: env.databaseUrl,
    masterKey: env.key,
    onProgress: sayStep,
  });
  try {
    say('Proving trails and seals …');
    const proven = await finishRestore(restored);
    await noteRestore(restored, proven);
    say(provenWords(restored, proven));
    say(`As it was at ${restored.manifest.madeAt}. Everybody signs in anew. Heather can be started.`);
    return 0;
  } finally {
    await restored.close();
  }
}

export function provenWords({ rows }: Restored, { events, seals, jobs, gone }: Proven): string {
  const erased = gone > 0 ? ` ${gone} clients’ records were destroyed since or before, and did not come back.` : '';
  return `Restored and proven: ${rows} rows, ${events} events of the trail, ${seals} seals; ${jobs} jobs wait again.${erased}`;
}

async function noteRestore({ urls, manifest, rows }: Restored, { gone }: Proven): Promise<void> {
  const database = createDatabase({ url: urls.worker, max: 1 });
  const subjectId = createHash('sha256').update(manifest.madeAt).digest('hex').slice(0, 16);
  try {
    for (const { practiceId } of manifest.practices) {
      await database.transaction({ kind: 'worker', practiceId }, (tx) =>
        appendAudit(tx, practiceId, [
          {
            practiceId,
            occurredAt: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
            type: 'backup.restored',
            outcome: 'success',
            actorKind: 'system',
            actorId: null,
            actorRoles: [],
            clientId: null,
            subjectType: 'backup',
            subjectId,
            changes: [],
            facts: { rows, gone, madeAt: manifest.madeAt },
            requestId: null,
            authMethods: [],
          },
        ]),
      );
    }
  } finally {
    await database.close();
  }
}
