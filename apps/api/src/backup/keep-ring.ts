import { currentRings, writeRingFile } from '@heather/database';
import type { JobHandler } from '../jobs/job-context.ts';

/**
 * Until this is done, the folder's older ring still opens what was destroyed: so it is tried again until it is. Of several servers one
 * may have been told to make no backups: where there are some, it leaves this undone for one that reaches the folder.
 */
export const keepRing: JobHandler<'backup.keep-ring'> = async ({ shell, db, practiceId }) => {
  if (shell.backups) {
    const { folder, masterKey } = shell.backups;
    writeRingFile(folder, await currentRings(shell.workerDatabase, shell.vault, masterKey));
    return;
  }
  const made = await db.backupRun.findFirst({ where: { practiceId, kind: 'backup', state: 'done', removedAt: null } });
  if (made) throw new Error('this server does not reach the backups; another has to keep their ring');
};
