import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createDatabase, readMasterKey, restoreArchive } from '@heather/database';
import { finishRestore } from '../backup/finish-restore.ts';
import { runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';
import { provenWords, sayStep } from './restore.ts';

const validDays = 7;

/**
 * `import <archive> [key file]`: a practice that left another Heather moves into this one, which must be empty. Nobody's way in came
 * with it: each manager gets a link to begin anew. @returns 0 once it may be served
 */
export async function importPractice(path: string, keyPath?: string): Promise<number> {
  const env = readEnv();
  const file = resolve(env.calledFrom, path);
  const restored = await restoreArchive({
    path: file,
    archiveKey: readKey(keyPath ? resolve(env.calledFrom, keyPath) : `${file}.key`),
    dataFolder: env.dataFolder,
    databaseUrl: env.databaseUrl,
    masterKey: env.key,
    onProgress: sayStep,
  });
  try {
    say('Proving trails and seals …');
    const proven = await finishRestore(restored);
    const [practice] = restored.manifest.practices;
    const links = practice ? await waysIn(restored.urls.worker, practice.practiceId) : [];
    say(provenWords(restored, proven));
    say('It is whole. Heather can be started. Each manager begins here, once, within 7 days, and invites the others:');
    for (const { name, token } of links) say(`  ${name}: ${env.staffUrl}/invitation#${token}`);
    return 0;
  } finally {
    await restored.close();
  }
}

function readKey(path: string): Uint8Array {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new StartProblem(`The archive’s key is missing: give the file that was made with it (${path} is not there).`);
  }
  return readMasterKey({ dataFolder: '', text: text.trim(), mayMake: false });
}

/** A one-time way in for each manager; of the token only its hash is kept. */
async function waysIn(url: string, practiceId: string): Promise<{ name: string; token: string }[]> {
  const database = createDatabase({ url, max: 1 });
  try {
    return await runAs({ kind: 'worker', practiceId }, async () => {
      const managers = await database.prisma.staffRole.findMany({
        where: { practiceId, role: 'manager', staff: { state: { not: 'left' } } },
        select: { staffId: true, staff: { select: { fullName: true } } },
      });
      const made = managers.map(({ staffId, staff }) => ({
        staffId,
        name: staff.fullName,
        token: randomBytes(32).toString('base64url'),
      }));
      await database.prisma.staffInvitation.createMany({
        data: made.map(({ staffId, token }) => ({
          practiceId,
          id: randomUUID(),
          staffId,
          tokenHash: createHash('sha256').update(token).digest('hex'),
          expiresAt: new Date(Temporal.Now.instant().add({ hours: 24 * validDays }).epochMilliseconds),
        })),
      });
      return made;
    });
  } finally {
    await database.close();
  }
}
