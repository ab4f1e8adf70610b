// Opens a data folder as Heather does, says so in one line of JSON, and stays until it is asked to stop or the server goes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@heather/database';

const dataFolder = process.argv[2];
try {
  const opened = await openDatabase({ dataFolder });
  const [pid] = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')
    .split('\n')
    .map(Number);
  const url = opened.urls.owner;
  let isAsked = false;
  process.once('SIGTERM', async () => {
    isAsked = true;
    await opened.close();
    process.exit(0);
  });
  opened.exited.then(() => isAsked || process.exit(3));
  process.stdout.write(`${JSON.stringify({ ready: { port: Number(new URL(url).port), pid, url } })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ problem: error.message, code: error.code })}\n`);
}
