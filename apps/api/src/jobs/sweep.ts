import { loggable } from '../trpc/errors.ts';
import type { JobHandler } from './job-context.ts';
import { sweeps } from './sweeps.ts';

/** One sweep that fails does not keep the others from running; the job fails in the end, so that it is seen and tried again. */
export const sweep: JobHandler<'sweep'> = async (ctx) => {
  const failed: string[] = [];
  for (const [name, run] of Object.entries(sweeps)) {
    try {
      await run(ctx);
    } catch (error) {
      failed.push(name);
      ctx.log.error({ sweep: name, ...loggable(error) }, 'a sweep failed');
    }
  }
  if (failed.length > 0) throw new Error(`sweeps failed: ${failed.join(', ')}`);
};
