import type { Logger } from 'pino';
import type { Db, PracticeVault } from '../database.ts';
import type { Shell } from '../shell.ts';
import type { WorkerActor } from '../trpc/context.ts';
import type { WriteTransaction } from '../trpc/write.ts';
import type { JobData, JobName } from './job-schemas.ts';

/** What a handler is handed: the practice's rows as the worker sees them, and the same `write` as a procedure has. */
export type JobContext = {
  shell: Shell;
  practiceId: string;
  actor: WorkerActor;
  db: Db;
  write: <T>(body: (tx: WriteTransaction) => Promise<T>) => Promise<T>;
  vault: PracticeVault;
  now: () => Temporal.Instant;
  log: Logger;
};

/** Runs at least once, maybe twice, maybe again after a kill: it looks at what is, then does what is missing. */
export type JobHandler<N extends JobName> = (ctx: JobContext, data: JobData<N>) => Promise<void>;
