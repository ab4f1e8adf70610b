import type { Db } from '../database.ts';

/** What is wrong with the backups, the gravest first; null: nothing. */
export type BackupAlarm = 'none-yet' | 'failed' | 'old' | 'never-tried' | null;

const oldAfterHours = 36;
const drillEveryDays = 90;

export type BackupState = {
  alarm: BackupAlarm;
  lastDoneAt: Temporal.Instant | null;
  lastDrillAt: Temporal.Instant | null;
};

/**
 * A backup nobody has ever restored is a hope: 90 days after the first, or after the last drill, it is said.
 * @param db of somebody who reads backup_run: staff or worker
 */
export async function backupState(db: Db, practiceId: string, now: Temporal.Instant): Promise<BackupState> {
  const newest = (kind: string, state?: string) =>
    db.backupRun.findFirst({
      where: { practiceId, kind, state: state ?? { not: 'running' } },
      orderBy: { startedAt: 'desc' },
    });
  const [last, done, drill, first] = await Promise.all([
    newest('backup'),
    newest('backup', 'done'),
    newest('drill', 'done'),
    db.backupRun.findFirst({ where: { practiceId, kind: 'backup', state: 'done' }, orderBy: { startedAt: 'asc' } }),
  ]);
  const at = (row: { startedAt: Date } | null) =>
    row ? Temporal.Instant.fromEpochMilliseconds(row.startedAt.getTime()) : null;
  const [lastDoneAt, lastDrillAt] = [at(done), at(drill)];
  return {
    alarm: alarmOf({ lastState: last?.state ?? null, lastDoneAt, lastDrillAt, firstDoneAt: at(first) }, now),
    lastDoneAt,
    lastDrillAt,
  };
}

export function alarmOf(
  known: {
    lastState: string | null;
    lastDoneAt: Temporal.Instant | null;
    lastDrillAt: Temporal.Instant | null;
    firstDoneAt: Temporal.Instant | null;
  },
  now: Temporal.Instant,
): BackupAlarm {
  const hoursSince = (at: Temporal.Instant) => (now.epochMilliseconds - at.epochMilliseconds) / 3_600_000;
  if (known.lastState === 'failed') return 'failed';
  if (!known.lastDoneAt || !known.firstDoneAt) return 'none-yet';
  if (hoursSince(known.lastDoneAt) > oldAfterHours) return 'old';
  return hoursSince(known.lastDrillAt ?? known.firstDoneAt) > drillEveryDays * 24 ? 'never-tried' : null;
}
