import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isId } from '@heather/core';
import { appendAudit } from '../audit/append-audit.ts';
import { runAs } from '../database.ts';
import { readEnv } from '../env.ts';
import { exportClient } from '../rights/access/export-client.ts';
import { say } from '../start/say.ts';
import { StartProblem } from '../start/start-problem.ts';
import { sizeWords } from './backup-words.ts';
import { withDatabase } from './reach.ts';

/**
 * `export <client> [file.zip]`: everything that is kept about one client, as one ZIP, also while Heather runs. Nobody has read it for
 * what is of other people: the portal's way has that step, and this says that it had not. The trail says that it was made.
 * @param clientId as the address of their page has it
 */
export function exportOf(clientId: string, path?: string): Promise<number> {
  const env = readEnv();
  if (!isId(clientId))
    throw new StartProblem('Give the client’s id: the long number in the address of their page, /clients/<id>.');
  return withDatabase(async ({ database, vault }) => {
    const now = Temporal.Now.instant().round('millisecond');
    for (const { practiceId } of await database.lookups.practices()) {
      const scope = vault.scope(database.prisma, practiceId);
      const reader = { db: database.prisma as never, vault: scope, practiceId, now };
      const made = await runAs({ kind: 'worker', practiceId }, () => exportClient(reader, clientId));
      if (!made) continue;
      await database.transaction({ kind: 'worker', practiceId }, (tx) =>
        appendAudit(tx, practiceId, [
          {
            practiceId,
            occurredAt: now.toString({ smallestUnit: 'millisecond' }),
            type: 'rights.exported',
            outcome: 'success',
            actorKind: 'system',
            actorId: null,
            actorRoles: [],
            clientId,
            subjectType: 'client',
            subjectId: clientId,
            changes: [],
            facts: { rows: made.rows, sha256: made.sha256 },
            requestId: null,
            authMethods: [],
          },
        ]),
      );
      const file = resolve(env.calledFrom, path ?? `record-${clientId}.zip`);
      writeFileSync(file, made.bytes, { mode: 0o600, flag: 'wx' });
      say(`${file}: ${made.rows} rows, ${made.pages} pages, ${sizeWords(made.bytes.length)}.`);
      if (made.leftOut > 0)
        say(`${made.leftOut} notes of a therapist’s own are not in it: their author reads them first, in the portal.`);
      say(
        'NOT REVIEWED. It holds what is written about this person, in clear. Have it read before anybody is given it.',
      );
      return 0;
    }
    throw new StartProblem('There is no client with this id.');
  });
}
