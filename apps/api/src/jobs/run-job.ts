import type { Shell } from '../shell.ts';
import { loggable } from '../trpc/errors.ts';
import { handlers } from './handlers.ts';
import type { JobHandler } from './job-context.ts';
import { type JobName, jobSchemas } from './job-schemas.ts';
import { workerContext } from './worker-context.ts';

/** Does one job as the worker of its practice. What it throws is logged without its message, and thrown on for another try. */
export function jobRunner(shell: Shell) {
  return async (name: JobName, carried: { practiceId: string; data: Record<string, unknown> }): Promise<void> => {
    const run = handlers[name] as JobHandler<JobName>;
    const began = performance.now();
    try {
      await workerContext(shell, carried.practiceId, (ctx) =>
        run(ctx, jobSchemas[name].parse(carried.data ?? {}) as never),
      );
      shell.metrics.worked(name, 'done', performance.now() - began);
    } catch (error) {
      shell.metrics.worked(name, 'failed', performance.now() - began);
      shell.log.error({ job: name, ...loggable(error) }, 'a job failed');
      throw error;
    }
  };
}
