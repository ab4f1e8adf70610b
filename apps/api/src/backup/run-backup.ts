import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupMade, currentRings, writeBackup, writeRingFile } from '@heather/database';
import type { JobContext, JobHandler } from '../jobs/job-context.ts';
import { workerContext } from '../jobs/worker-context.ts';
import { loggable } from '../trpc/errors.ts';
import { rotate } from './rotate.ts';
import type { BackupSettings } from './settings.ts';

/**
 * The whole installation into a new file, and the rows that say so for every practice. What goes wrong is written down and not
 * thrown: the sweep tries again in half an hour, and people are told.
 */
export const runBackup: JobHandler<'backup.run'> = async (ctx) => {
  const { shell } = ctx;
  const settings = shell.backups;
  if (!settings) return;
  const began = ctx.now();
  const practices = (await shell.database.lookups.practices()).map(({ practiceId }) => practiceId);
  const each = (body: (worker: JobContext) => Promise<unknown>) =>
    Promise.all(practices.map((practiceId) => workerContext(shell, practiceId, body)));
  await each((worker) => begin(worker, began));
  try {
    const made = await makeFile(ctx, settings, began);
    await each((worker) => succeed(worker, made));
    const removed = rotate(settings.folder, settings.rotation);
    if (removed.length > 0)
      await each(({ db, practiceId, now }) =>
        db.backupRun.updateMany({
          where: { practiceId, fileName: { in: removed } },
          data: { removedAt: new Date(now().epochMilliseconds) },
        }),
      );
  } catch (error) {
    shell.log.error(loggable(error), 'a backup failed');
    await each((worker) => fail(worker, reasonOf(error)));
  }
};

async function makeFile(ctx: JobContext, settings: BackupSettings, at: Temporal.Instant): Promise<BackupMade> {
  const { shell } = ctx;
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(settings.folder))
    if (/^heather-.*\.unfinished$/.test(name)) rmSync(join(settings.folder, name), { force: true });
  const rings = await currentRings(shell.workerDatabase, shell.vault, settings.masterKey);
  const made = await writeBackup({
    urls: settings.urls,
    masterKey: settings.masterKey,
    rings,
    path: join(settings.folder, fileNameAt(at)),
    madeAt: at.toString(),
  });
  // Of now, not of the beginning: a key that was destroyed meanwhile is destroyed in this file too.
  writeRingFile(settings.folder, await currentRings(shell.workerDatabase, shell.vault, settings.masterKey));
  return made;
}

/** `heather-2026-11-23T02-00-07Z.heather`: sorts by time, and no file system minds it. */
export const fileNameAt = (at: Temporal.Instant) =>
  `heather-${at.toString({ smallestUnit: 'second' }).replaceAll(':', '-')}.heather`;

async function begin({ write, practiceId }: JobContext, at: Temporal.Instant): Promise<void> {
  await write(async (tx) => {
    // What still runs here was cut off with its process.
    await tx.backupRun.updateMany({
      where: { practiceId, kind: 'backup', state: 'running' },
      data: { state: 'failed', reason: 'cut-short', finishedAt: new Date(at.epochMilliseconds) },
    });
    await tx.backupRun.createMany({
      data: [
        { practiceId, id: randomUUID(), kind: 'backup', state: 'running', startedAt: new Date(at.epochMilliseconds) },
      ],
    });
  });
}

async function succeed({ write, practiceId, now }: JobContext, made: BackupMade): Promise<void> {
  const fileName = made.path.slice(made.path.lastIndexOf('heather-'));
  await write(async (tx) => {
    const finishedAt = new Date(now().epochMilliseconds);
    await tx.backupRun.updateMany({
      where: { practiceId, kind: 'backup', state: 'running' },
      data: {
        state: 'done',
        finishedAt,
        fileName,
        bytes: BigInt(made.bytes),
        sha256: made.sha256,
        rowCount: BigInt(made.rows),
      },
    });
    await tx.audit('backup.made', {
      subjectType: 'backup',
      subjectId: made.sha256.slice(0, 16),
      facts: { bytes: made.bytes },
    });
  });
}

async function fail({ write, practiceId, now }: JobContext, reason: string): Promise<void> {
  await write(async (tx) => {
    const finishedAt = new Date(now().epochMilliseconds);
    await tx.backupRun.updateMany({
      where: { practiceId, kind: 'backup', state: 'running' },
      data: { state: 'failed', finishedAt, reason },
    });
    await tx.audit('backup.failed', {
      subjectType: 'backup',
      subjectId: 'backup',
      outcome: 'error',
      facts: { reason },
    });
  });
}

function reasonOf(error: unknown): string {
  const { code = '', name = '' } = (error ?? {}) as { code?: string; name?: string };
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'no-folder';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'no-room';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not-allowed';
  if (/^[0-9A-Z]{5}$/.test(code) || code.startsWith('ECONN') || name === 'PrismaClientKnownRequestError')
    return 'database';
  return 'unexpected';
}
