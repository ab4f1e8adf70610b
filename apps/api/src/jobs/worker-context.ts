import { runAs } from '../database.ts';
import type { Shell } from '../shell.ts';
import { type WriteBy, writeAs } from '../trpc/write.ts';
import type { JobContext } from './job-context.ts';

/** Runs `body` as the worker of one practice. `by` names the caller in the trail when somebody's request led here. */
export function workerContext<T>(
  shell: Shell,
  practiceId: string,
  body: (worker: JobContext) => Promise<T>,
  by?: Pick<WriteBy, 'actor' | 'requestId' | 'authMethods'>,
): Promise<T> {
  const actor = { kind: 'worker', practiceId } as const;
  const database = shell.workerDatabase;
  const writeBy = { shell, database, databaseActor: actor, actor, requestId: null, authMethods: [], ...by };
  return runAs(actor, () =>
    body({
      shell,
      practiceId,
      actor,
      db: database.prisma,
      write: (write) => writeAs(writeBy, write),
      vault: shell.vault.scope(database.prisma, practiceId),
      now: shell.now,
      log: shell.log,
    }),
  );
}
