import { withinBurden } from '@heather/alliance';
import { lockName } from '@heather/database';
import type { Tx } from '../database.ts';

export type Asked = { clientId: string; askedAt: Temporal.Instant };

/** What these clients were asked in the last seven days: measures on the portal and check-ins alike, whatever became of them. */
export async function askedLately(
  db: Tx,
  practiceId: string,
  clientIds: readonly string[],
  now: Temporal.Instant,
): Promise<Asked[]> {
  const after = new Date(now.subtract({ hours: 7 * 24 }).epochMilliseconds);
  const where = { practiceId, clientId: { in: [...clientIds] }, dueAt: { gt: after } };
  const select = { clientId: true, dueAt: true };
  const [administrations, checkIns] = await Promise.all([
    db.administration.findMany({ where: { ...where, collection: 'online' }, select }),
    db.checkIn.findMany({ where, select }),
  ]);
  return [...administrations, ...checkIns].map(({ clientId, dueAt }) => ({
    clientId,
    askedAt: Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()),
  }));
}

/**
 * Which of the planned asks may go out now, in the order given, under the practice's cap. Call it first in the transaction that
 * writes them (`dueAt` = when it is asked): it lets one asker at a time through, so that measures and check-ins count each other.
 */
export async function withinPracticeBurden<T extends { clientId: string }>(
  tx: Tx,
  practiceId: string,
  planned: readonly T[],
  now: Temporal.Instant,
): Promise<T[]> {
  await lockName(tx, `asking:${practiceId}`);
  const practice = await tx.practice.findFirst({ where: { id: practiceId }, select: { burdenPerWeek: true } });
  const clientIds = [...new Set(planned.map(({ clientId }) => clientId))];
  const asked = await askedLately(tx, practiceId, clientIds, now);
  return withinBurden(planned, asked, now, practice?.burdenPerWeek).ask;
}
