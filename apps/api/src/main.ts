import { readEnv } from './env.ts';
import { say } from './start/say.ts';
import { type Running, startHeather } from './start/start-heather.ts';
import { lineFor } from './start/start-problem.ts';

/** However long a part takes to end, nobody waits longer than this for the whole. */
const longestStopMs = 9_500;

let starting: Promise<Running> | undefined;
let isStopping = false;

/** Ends what runs; what is only just starting is let come up first, so that no database is left behind without us. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code || 1), longestStopMs).unref();
  say('Stopping …');
  const running = await starting?.catch(() => undefined);
  await running?.stop();
  say('Stopped.');
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
// The one who started us has gone (start.mjs keeps this channel open for that alone).
process.on('disconnect', () => void stop(0));

try {
  starting = startHeather(readEnv(), say);
  const running = await starting;
  void running.failed.then(() => {
    if (isStopping) return;
    process.stderr.write('The database ended by itself. Everything saved is safe; start Heather again.\n');
    return stop(1);
  });
} catch (error) {
  if (!isStopping) {
    process.stderr.write(`${lineFor(error)}\n`);
    process.exit(1);
  }
}
