import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { keyFingerprint, writeArchive } from '@heather/database';
import { appendAudit } from '../audit/append-audit.ts';
import { readEnv } from '../env.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';
import { sizeWords } from './backup-words.ts';
import { withDatabase } from './reach.ts';

/**
 * `export --practice <file> [slug]`: the whole practice as one encrypted file that another Heather imports, also while Heather runs.
 * Its key is made for it and put into a file beside; the two travel apart.
 * @param slug which practice, where there are several
 */
export function exportPractice(path: string, slug?: string): Promise<number> {
  const env = readEnv();
  const file = resolve(env.calledFrom, path);
  return withDatabase(async ({ database, masterKey, urls }) => {
    const all = await database.lookups.practices();
    const [practice, ...more] = slug ? all.filter((one) => one.slug === slug) : all;
    if (!practice) throw new StartProblem('There is no such practice here.');
    if (more.length > 0)
      throw new StartProblem(`There are several practices here: name one of ${all.map((one) => one.slug).join(', ')}.`);
    const { practiceId } = practice;
    const archiveKey = new Uint8Array(randomBytes(32));
    const now = Temporal.Now.instant();
    // First, so that the archive itself says that it was made.
    await database.transaction({ kind: 'worker', practiceId }, (tx) =>
      appendAudit(tx, practiceId, [
        {
          practiceId,
          occurredAt: now.toString({ smallestUnit: 'millisecond' }),
          type: 'practice.archived',
          outcome: 'success',
          actorKind: 'system',
          actorId: null,
          actorRoles: [],
          clientId: null,
          subjectType: 'practice',
          subjectId: practiceId,
          changes: [],
          facts: { key: keyFingerprint(archiveKey) },
          requestId: null,
          authMethods: [],
        },
      ]),
    );
    const madeAt = now.toString({ smallestUnit: 'second' });
    writeFileSync(`${file}.key`, `${Buffer.from(archiveKey).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    const made = await writeArchive({ urls, masterKey, archiveKey, practiceId, path: file, madeAt });
    say(
      `${made.path}: ${practice.name}, ${made.rows} rows, ${sizeWords(made.bytes)}. Its checksum stands in ${made.path}.sha256.`,
    );
    say(
      `${made.path}.key opens it. Whoever has both can read everything: send them by different ways, and remove the key here.`,
    );
    say('Where it goes: npm run heather -- import <file> <key file>, with HEATHER_DATA or DATABASE_URL still empty.');
    return 0;
  });
}
