import type { JobContext } from '../jobs/job-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { localOn } from '../measures/instants.ts';
import { backupState } from './alarm.ts';

/** Backups are made when people sleep; the first one, and one that was missed, at once. */
const fromHour = 2;
const againAfterMinutes = 30;

/** Once a day, for the whole installation: the practice that came first asks for all. */
export async function makeDueBackup(ctx: JobContext): Promise<void> {
  const { shell, practiceId, db } = ctx;
  if (!shell.backups) return;
  const [first] = await shell.database.lookups.practices();
  if (first?.practiceId !== practiceId) return;
  const zone = await zoneOf(ctx);
  const now = ctx.now();
  const last = await db.backupRun.findFirst({ where: { practiceId, kind: 'backup' }, orderBy: { startedAt: 'desc' } });
  if (last) {
    const minutes = (now.epochMilliseconds - last.startedAt.getTime()) / 60_000;
    if (last.state === 'failed' && minutes < againAfterMinutes) return;
    // A running one that is hours old was cut off with its process.
    if (last.state === 'running' && minutes < 180) return;
    if (last.state === 'done') {
      const isToday = localOn(last.startedAt, zone) === localOn(now, zone);
      if (isToday || (minutes < 24 * 60 && now.toZonedDateTimeISO(zone).hour < fromHour)) return;
    }
  }
  await ctx.write((tx) => tx.enqueue('backup.run', {}));
}

/** One neutral mail a day to each manager while something is wrong; the page says what. */
export async function tellOfBackups(ctx: JobContext): Promise<void> {
  const { shell, practiceId, db } = ctx;
  if (!shell.backups) return;
  const { alarm } = await backupState(db, practiceId, ctx.now());
  if (alarm === null || alarm === 'none-yet') return;
  const managers = await db.staffRole.findMany({ where: { practiceId, role: 'manager' }, select: { staffId: true } });
  const on = localOn(ctx.now(), await zoneOf(ctx));
  // A drill that is due is no fire: once a week is enough.
  const span = alarm === 'never-tried' ? weekOf(on) : on;
  const keys = managers.map(({ staffId }) => ({ staffId, key: `backup-alarm:${span}:${staffId}` }));
  const told = await db.outboxMail.findMany({
    where: { practiceId, idempotencyKey: { in: keys.map(({ key }) => key) } },
    select: { idempotencyKey: true },
  });
  const untold = keys.filter(({ key }) => !told.some(({ idempotencyKey }) => idempotencyKey === key));
  if (untold.length === 0) return;
  const params = { url: `${shell.addresses.staffUrl}/practice/backups` };
  await ctx.write(async (tx) => {
    for (const { staffId, key } of untold) await queueMail(tx, { staffId, template: 'something-to-read', params, key });
  });
}

function weekOf(on: string): string {
  const date = Temporal.PlainDate.from(on);
  return `${date.yearOfWeek}-w${date.weekOfYear}`;
}

async function zoneOf({ db, practiceId }: JobContext): Promise<string> {
  const row = await db.practice.findFirst({ where: { id: practiceId }, select: { timeZone: true } });
  return row?.timeZone ?? 'Europe/London';
}
