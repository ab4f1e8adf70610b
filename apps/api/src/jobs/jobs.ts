import { fromPrisma, type Job, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Tx } from '../database.ts';
import { loggable } from '../trpc/errors.ts';
import { type EnqueueOptions, type JobData, type JobName, jobSchemas } from './job-schemas.ts';

/** What lies in the queue: the job's own data and the practice it is for. */
type Carried = { practiceId: string; data: Record<string, unknown> };
type RunJob = (name: JobName, carried: Carried) => Promise<void>;

export type Jobs = {
  /** Queues in the caller's transaction. */
  enqueue: <N extends JobName>(
    tx: Tx,
    practiceId: string,
    name: N,
    data: JobData<N>,
    options?: EnqueueOptions,
  ) => Promise<void>;
  /** Begins to take jobs. `run` does one; what it throws is tried again later. */
  work: (run: RunJob, practiceIds: () => Promise<string[]>) => Promise<void>;
  /** Does everything that is due now, in this call, until nothing is left. For tests and for stopping cleanly. */
  drain: (run: RunJob) => Promise<number>;
  /** Whether the worker is taking jobs and its last contact with the database went well. */
  isWorking: () => boolean;
  stop: () => Promise<void>;
};

/** After `kill -9` a job runs again once two heartbeats were missed: about 12 s with these, the shortest that pg-boss takes. */
const queueOptions = {
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds: 10,
  expireInSeconds: 300,
  deleteAfterSeconds: 7 * 86_400,
} as const;
/** Of these, one job a thing is queued or under way at most: queued again, it is the same one. */
const oneFor: Partial<Record<JobName, (data: Record<string, unknown>) => string>> = {
  'mail.send': (data) => String(data.outboxId),
  'agreements.seal': (data) => String(data.packId),
  'backup.run': () => 'all',
  'import.work': (data) => String(data.importId),
  'rights.destroy': (data) => String(data.destructionId),
};
/** A backup of a large practice takes as long as it takes. */
const ownOptions: Partial<Record<JobName, { expireInSeconds: number }>> = {
  'backup.run': { expireInSeconds: 6 * 3600 },
  'import.work': { expireInSeconds: 1800 },
};
const jobNames = Object.keys(jobSchemas) as JobName[];

/**
 * Starts pg-boss as the worker's role (schema `pgboss`, made by the database package) and a sender for the web role, which
 * shares the caller's transaction.
 * @param urls of the roles heather_worker and heather_web
 */
export async function startJobs(urls: { worker: string; web: string }, log: Logger): Promise<Jobs> {
  const state = { working: false, lastErrorAt: 0 };
  const noteError = (error: unknown) => {
    state.lastErrorAt = performance.now();
    log.warn(loggable(error), 'the job queue reported a problem');
  };
  const worker = new PgBoss({
    connectionString: urls.worker,
    schema: 'pgboss',
    createSchema: false,
    application_name: 'heather-jobs',
    max: 4,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  worker.on('error', noteError);
  await worker.start();
  for (const name of jobNames) {
    const options = { ...queueOptions, ...ownOptions[name] };
    await worker.createQueue(name, { ...options, policy: oneFor[name] ? 'exclusive' : 'standard' });
    await worker.updateQueue(name, options);
  }
  // A sender of its own: it must not migrate, supervise or schedule, and its one connection is never used when `db` is given.
  const sender = new PgBoss({
    connectionString: urls.web,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 1,
    application_name: 'heather-send',
  });
  // It may send and nothing else; that it cannot list itself among the workers is as it should be.
  sender.on('error', (error) => log.debug(loggable(error), 'the sender of jobs reported a problem'));
  await sender.start();

  return {
    enqueue: async (tx, practiceId, name, data, options = {}) => {
      const carried: Carried = { practiceId, data: jobSchemas[name].parse(data) };
      const singletonKey = oneFor[name]?.(carried.data);
      await sender.send(name, carried, {
        db: fromPrisma(tx),
        ...(singletonKey && { singletonKey }),
        ...(options.startAt && { startAfter: new Date(options.startAt.epochMilliseconds) }),
      });
    },
    work: async (run, practiceIds) => {
      for (const name of jobNames.filter((each) => each !== 'sweep')) {
        await worker.work<Carried>(
          name,
          { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 2, heartbeatRefreshSeconds: 3 },
          async ([job]: Job<Carried>[]) => {
            if (job) await run(name, job.data);
          },
        );
      }
      await worker.work('sweep', { pollingIntervalSeconds: 2, heartbeatRefreshSeconds: 3 }, async () => {
        for (const practiceId of await practiceIds()) await run('sweep', { practiceId, data: {} });
      });
      await worker.schedule('sweep', '* * * * *');
      // What a killed predecessor left is looked for now, not at the next full minute.
      await worker.send('sweep', {});
      state.working = true;
    },
    drain: async (run) => {
      let done = 0;
      for (let found = true; found; ) {
        found = false;
        for (const name of jobNames.filter((each) => each !== 'sweep')) {
          for (const job of await worker.fetch<Carried>(name, { batchSize: 50 })) {
            found = true;
            await run(name, job.data);
            await worker.complete(name, job.id);
            done += 1;
          }
        }
      }
      return done;
    },
    isWorking: () => state.working && (state.lastErrorAt === 0 || performance.now() - state.lastErrorAt > 5_000),
    stop: async () => {
      state.working = false;
      await sender.stop({ graceful: false, close: true });
      await worker.stop({ graceful: true, timeout: 5_000, close: true });
    },
  };
}
