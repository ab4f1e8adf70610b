import { readEnv } from './env.ts';
import { say } from './start/say.ts';
import { type Running, startHeather } from './start/start-heather.ts';
import { lineFor } from './start/start-problem.ts';

/** However long a part takes to end, nobody waits longer than this for the whole. */
const longestStopMs = 9_500;

let running: Running | undefined;
let isStopping = false;

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(code || 1), longestStopMs).unref();
  if (running) {
    say('Stopping …');
    await running.stop();
    say('Stopped.');
  }
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
// The one who started us has gone (start.mjs keeps this channel open for that alone).
process.on('disconnect', () => void stop(0));

try {
  const started = await startHeather(readEnv(), say);
  running = started;
  void started.failed.then(() => {
    if (isStopping) return;
    process.stderr.write('The database ended by itself. Everything saved is safe; start Heather again.\n');
    return stop(1);
  });
} catch (error) {
  process.stderr.write(`${lineFor(error)}\n`);
  process.exit(1);
}
