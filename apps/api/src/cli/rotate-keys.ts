import { rotatePracticeKey } from '@heather/database';
import { appendAudit } from '../audit/append-audit.ts';
import { say } from '../start/say.ts';
import { withDatabase } from './reach.ts';

/**
 * `keys rotate`: a new key for every practice, and each client's key wrapped with it. May run while Heather runs, and again after an
 * interruption; what is sealed stays readable throughout.
 */
export function rotateKeys(): Promise<number> {
  return withDatabase(async ({ database, vault }) => {
    for (const { practiceId, name } of await database.lookups.practices()) {
      const { version, rewrapped } = await rotatePracticeKey(database, vault, practiceId);
      await database.transaction({ kind: 'worker', practiceId }, (tx) =>
        appendAudit(tx, practiceId, [
          {
            practiceId,
            occurredAt: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
            type: 'key.rotated',
            outcome: 'success',
            actorKind: 'system',
            actorId: null,
            actorRoles: [],
            clientId: null,
            subjectType: 'practice-key',
            subjectId: String(version),
            changes: [],
            facts: { rewrapped },
            requestId: null,
            authMethods: [],
          },
        ]),
      );
      say(`${name}: key ${version} is in use now, ${rewrapped} keys were wrapped with it.`);
    }
    return 0;
  });
}
