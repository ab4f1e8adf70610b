import { createDatabase, openDatabase } from '@heather/database';
import { verifyTrail } from '../audit/verify-trail.ts';
import { runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { lineFor } from '../start/start-problem.ts';

const usage = [
  'npm run heather -- <command>',
  '  audit verify    reads the whole trail of each practice and says whether it holds',
];
const notYet = ['verify', 'backup', 'restore', 'import', 'export', 'seed'];

/** Answers an exit code: 0 it holds, 1 it does not or could not be asked, 2 there is no such command. */
async function main(words: readonly string[]): Promise<number> {
  if (words[0] === 'audit' && words[1] === 'verify' && words.length === 2) return verifyAudit();
  if (notYet.includes(words[0] ?? '')) {
    say(`“${words[0]}” is not there yet.`);
    return 2;
  }
  for (const line of usage) say(line);
  return 2;
}

async function verifyAudit(): Promise<number> {
  const env = readEnv();
  const opened = await openDatabase({ dataFolder: env.dataFolder, databaseUrl: env.databaseUrl, masterKey: env.key });
  const database = createDatabase({ url: opened.urls.worker, max: 2, applicationName: 'heather-verify' });
  try {
    let holds = true;
    for (const { practiceId, name } of await database.lookups.practices()) {
      const verdict = await runAs({ kind: 'worker', practiceId }, () => verifyTrail(database.prisma, practiceId));
      if (verdict.ok) {
        say(`${name}: the trail holds. ${verdict.events} events, ${verdict.reads} reads of clinical data.`);
        continue;
      }
      holds = false;
      const where = Object.entries(verdict.brokenAt).map(([what, at]) =>
        what === 'end' ? 'the end is missing' : `${what} ${at}`,
      );
      say(`${name}: the trail is broken: ${where.join(', ')}.`);
    }
    return holds ? 0 : 1;
  } finally {
    await database.close();
    await opened.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${lineFor(error)}\n`);
  process.exitCode = 1;
}
