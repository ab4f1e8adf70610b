import type { Shell } from '../shell.ts';
import type { Actor } from '../trpc/context.ts';
import type { ReadPurpose } from '../trpc/procedures.ts';

/**
 * Notes that clinical data of a client was read: how much of what kind, not which words. Written at once, on its own, so that a
 * read that fails later is noted too; hashed into the chain by audit.hash-reads.
 */
export function recordRead(shell: Shell, actor: Actor, requestId: string) {
  return async (
    subjectType: string,
    clientId: string,
    subjectIds: readonly string[],
    purpose: ReadPurpose = 'care',
  ): Promise<void> => {
    if (actor.kind !== 'staff' || subjectIds.length === 0) return;
    await shell.database.prisma.$executeRaw`
      INSERT INTO clinical_read (practice_id, staff_id, client_id, subject_type, subject_count, purpose, request_id, at)
      VALUES (${actor.practiceId}::uuid, ${actor.staffId}::uuid, ${clientId}::uuid, ${subjectType}, ${subjectIds.length}, ${purpose},
        ${requestId}, ${new Date(shell.now().epochMilliseconds)})`;
  };
}
