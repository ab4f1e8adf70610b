import type { JobHandler } from '../jobs/job-context.ts';

export const runBackup: JobHandler<'backup.run'> = async () => {};
