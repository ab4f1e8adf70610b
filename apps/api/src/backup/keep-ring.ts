import { currentRings, writeRingFile } from '@heather/database';
import type { JobHandler } from '../jobs/job-context.ts';

/** Until this is done, the folder's older ring still opens what was destroyed: so it is tried again until it is. */
export const keepRing: JobHandler<'backup.keep-ring'> = async ({ shell }) => {
  if (!shell.backups) return;
  writeRingFile(shell.backups.folder, await currentRings(shell.workerDatabase, shell.vault, shell.backups.masterKey));
};
