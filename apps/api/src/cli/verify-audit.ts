import { verifyTrail } from '../audit/verify-trail.ts';
import { runAs } from '../database.ts';
import { say } from '../start/say.ts';
import { withDatabase } from './reach.ts';

/** `audit verify`. @returns 0 when every practice's trail holds, 1 when one does not */
export function verifyAudit(): Promise<number> {
  return withDatabase(async ({ database }) => {
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
  });
}
